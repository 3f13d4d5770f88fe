import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from quizzes.engine.errors import BlankAnswer, InvalidAnswer
from quizzes.engine.posted import refuse_other_fields
from quizzes.engine.protocol import (
    Answer,
    Counted,
    ExplainedRow,
    Explanation,
    Form,
    Marking,
    Shown,
)
from quizzes.engine.reader import Reader, numbered

FIELD = "text"
LONGEST = 2000  # characters, the `maxlength` of the form
MOST_POINTS = 20  # of a criterion


@dataclass(frozen=True)
class Criterion:
    """What a good answer holds, and the points that it may earn."""

    key: str
    text: str
    points: int


@dataclass(frozen=True)
class OpenQuestion:
    stem: str
    criteria: tuple[Criterion, ...]
    explanation: str

    @property
    def worth(self) -> int:
        return sum(criterion.points for criterion in self.criteria)

    def share(self, points: Mapping[str, int]) -> Fraction:
        """The share of the credit that points by criterion earn; raises `InvalidAnswer`."""
        most = {criterion.key: criterion.points for criterion in self.criteria}
        if points.keys() != most.keys():
            raise InvalidAnswer("Each criterion has its points, and nothing else has.")
        if not all(0 <= points[key] <= most[key] for key in most):
            raise InvalidAnswer("Points out of range.")
        return Fraction(sum(points.values()), self.worth)


class OpenAnswer:
    """Some sentences to write, which a person marks. Answers are `{"text": what was written}`.

    `{"stem": html, "criteria": [{"key", "text", "points": int}], "explanation": html}`
    """

    key = "open_answer"
    marking: Marking = "person"

    def parse(self, content: Mapping[str, object]) -> OpenQuestion:
        reader = Reader(content)
        criteria = tuple(
            Criterion(one.text("key"), one.text("text"), one.points("points", MOST_POINTS))
            for one in reader.members("criteria")
        )
        reader.note_too_few("criteria", len(criteria), 1)
        reader.note_repeated_keys(numbered((one.key for one in criteria), "criteria.%d.key"))
        reader.note_repeated_texts(numbered((one.text for one in criteria), "criteria.%d.text"))
        question = OpenQuestion(reader.html("stem"), criteria, reader.html("explanation"))
        reader.check()
        return question

    def order(self, content: OpenQuestion, seed: int, shuffle: bool) -> tuple[int, ...]:
        return ()

    def shown(self, content: OpenQuestion, order: Sequence[int]) -> Shown:
        return {"field": FIELD, "longest": LONGEST}

    def read(self, content: OpenQuestion, order: Sequence[int], form: Form) -> Answer:
        refuse_other_fields(form, {FIELD})
        values = form.get(FIELD, ())
        if len(values) > 1:
            raise InvalidAnswer("Several texts where one is asked for.")
        text = prose("".join(values))
        if not text:
            raise BlankAnswer("Nothing was written.")
        if len(text) > LONGEST:
            raise InvalidAnswer("More than the form takes.")
        return {"text": text}

    def form(self, content: OpenQuestion, order: Sequence[int], answer: Answer) -> Form:
        return {FIELD: [self._text(answer)]}

    def score(self, content: OpenQuestion, answer: Answer) -> Fraction | None:
        """None until a person has given points: see `OpenQuestion.share`."""
        self._text(answer)
        return None

    def explain(self, content: OpenQuestion, answer: Answer | None) -> Explanation:
        """What was written, then the criteria."""
        written = () if answer is None else (self._text(answer),)
        return Explanation(
            rows=tuple(ExplainedRow(FIELD, "", FIELD, text, "", "unknown", "") for text in written)
        )

    def summarise(self, content: OpenQuestion, answers: Iterable[Answer]) -> dict[str, int]:
        return {f"{FIELD}={FIELD}": sum(1 for answer in answers if self._text(answer))}

    def counted(self, content: OpenQuestion) -> tuple[Counted, ...]:
        return (Counted(f"{FIELD}={FIELD}", "", "", right=False, offered=False),)

    def guess_score(self, content: OpenQuestion) -> Fraction:
        return Fraction(0)

    def example(self, content: OpenQuestion, right: bool) -> Answer:
        criteria = "\n".join(one.text for one in content.criteria)
        return {"text": (right and prose(criteria[:LONGEST])) or "…"}

    def _text(self, answer: Answer) -> str:
        match answer:
            case {"text": str(text), **others} if 0 < len(text) <= LONGEST and not others:
                pass
            case _:
                raise InvalidAnswer("Not an answer to this type of question.")
        if text != prose(text):
            raise InvalidAnswer("Not what the form would have kept of it.")
        return text


def prose(typed: str) -> str:
    """What is kept of a text: paragraphs, without the signs that nobody sees.

    Word processors paste such signs; refusing them would lose what somebody has written.
    """
    lines = typed.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").split("\n")
    seen = ("".join(filter(is_seen, line)).rstrip() for line in lines)
    return "\n".join(seen).strip()


def is_seen(character: str) -> bool:
    return unicodedata.category(character) not in {"Cc", "Cs"}
