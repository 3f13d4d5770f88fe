from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from quizzes.engine.errors import BlankAnswer, InvalidAnswer, UnreadableAnswer
from quizzes.engine.numbers import stored_number, typed_number
from quizzes.engine.posted import read_text, refuse_other_fields
from quizzes.engine.protocol import (
    Answer,
    Counted,
    ExplainedRow,
    Explanation,
    Form,
    Marking,
    Shown,
    verdict,
)
from quizzes.engine.reader import Reader

FIELD = "number"
RIGHT, OTHER = "right", "*"


@dataclass(frozen=True)
class Number:
    """Any number from `low` to `high` is right; `right` is the one shown, as it was written."""

    stem: str
    low: Fraction
    high: Fraction
    right: str
    unit: str
    feedback_right: str
    feedback_wrong: str
    explanation: str

    def holds(self, number: Fraction) -> bool:
        return self.low <= number <= self.high


class Numerical:
    """A number to write. Answers are `{"number": "12.5"}`.

    `{"stem": html, "value": "12.5", "tolerance": "0.5", "unit": str, "feedback": {"right",
    "wrong"}, "explanation": html}`; or `"low"` and `"high"` in place of the tolerance, around the
    value. The unit may be empty; it is shown, and may be typed.
    """

    key = "numerical"
    marking: Marking = "rule"

    def parse(self, content: Mapping[str, object]) -> Number:
        reader = Reader(content)
        low, high = read_range(reader)
        feedback = reader.member("feedback")
        question = Number(
            stem=reader.html("stem"),
            low=low,
            high=high,
            right=reader.optional("value"),
            unit=reader.optional("unit"),
            feedback_right=feedback.text("right"),
            feedback_wrong=feedback.text("wrong"),
            explanation=reader.html("explanation"),
        )
        reader.check()
        return question

    def order(self, content: Number, seed: int, shuffle: bool) -> tuple[int, ...]:
        return ()

    def shown(self, content: Number, order: Sequence[int]) -> Shown:
        return {"field": FIELD, "unit": content.unit}

    def read(self, content: Number, order: Sequence[int], form: Form) -> Answer:
        """Raises `UnreadableAnswer` for words where a number is asked for."""
        refuse_other_fields(form, {FIELD})
        text = read_text(form.get(FIELD, ()))
        if not text:
            raise BlankAnswer("Nothing was written.")
        number = typed_number(text, content.unit)
        if number is None:
            raise UnreadableAnswer({FIELD: [text]})
        return {"number": number}

    def form(self, content: Number, order: Sequence[int], answer: Answer) -> Form:
        """With a decimal comma, as people type it here."""
        text, _ = self._number(answer)
        return {FIELD: [text.replace(".", ",")]}

    def score(self, content: Number, answer: Answer) -> Fraction:
        """1 within the tolerance or the range, bounds included, else 0."""
        _, number = self._number(answer)
        return Fraction(content.holds(number))

    def explain(self, content: Number, answer: Answer | None) -> Explanation:
        if answer is None:
            row = ExplainedRow(FIELD, "", "", "", content.right, "unknown", "")
            return Explanation(rows=(row,))
        text, number = self._number(answer)
        right = content.holds(number)
        row = ExplainedRow(
            key=FIELD,
            text="",
            chosen=RIGHT if right else OTHER,
            answered=text,
            right=content.right,
            verdict=verdict(Fraction(right)),
            feedback=content.feedback_right if right else content.feedback_wrong,
        )
        return Explanation(rows=(row,))

    def summarise(self, content: Number, answers: Iterable[Answer]) -> dict[str, int]:
        found = [content.holds(self._number(answer)[1]) for answer in answers]
        return {f"{FIELD}={RIGHT}": found.count(True), f"{FIELD}={OTHER}": found.count(False)}

    def counted(self, content: Number) -> tuple[Counted, ...]:
        return (
            Counted(f"{FIELD}={RIGHT}", "", content.right, right=True, offered=False),
            Counted(f"{FIELD}={OTHER}", "", "", right=False, offered=False),
        )

    def guess_score(self, content: Number) -> Fraction:
        return Fraction(0)

    def example(self, content: Number, right: bool) -> Answer:
        return {"number": content.right if right else str(int(content.high) + 1)}

    def _number(self, answer: Answer) -> tuple[str, Fraction]:
        match answer:
            case {"number": str(text), **others} if not others:
                number = stored_number(text)
            case _:
                number = None
        if number is None:
            raise InvalidAnswer("Not an answer to this type of question.")
        return text, number


def read_range(reader: Reader) -> tuple[Fraction, Fraction]:
    """The smallest and the largest number that are right."""
    value = reader.decimal("value")
    if "tolerance" in reader.data:
        tolerance = reader.decimal("tolerance")
        low, high = value - tolerance, value + tolerance
    else:
        low, high = reader.decimal("low"), reader.decimal("high")
    if not low <= value <= high:
        reader.note("value", "out_of_range", "The value is not between the bounds.")
    return low, high
