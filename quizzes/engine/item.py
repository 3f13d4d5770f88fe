from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Self

from quizzes.engine.errors import InvalidAnswer, InvalidContent
from quizzes.engine.pictures import Picture, read_picture
from quizzes.engine.protocol import (
    Answer,
    Content,
    Counted,
    Explanation,
    Form,
    Marking,
    QuestionType,
    Shown,
    Summary,
    Verdict,
    verdict,
)
from quizzes.engine.reader import Reader
from quizzes.engine.types import TYPES

DONT_KNOW_FIELD = "dont_know"


@dataclass(frozen=True)
class Item:
    """A question of any type, with what all types share: picture, hint, "I don't know".

    The answer `{"dont_know": true}` scores 0 and is neither right nor wrong.
    """

    type: QuestionType[Any]
    content: Content
    picture: Picture | None = None
    hint: str = ""

    @classmethod
    def parse(cls, type_key: str, content: Mapping[str, object]) -> Self:
        """Read a stored question; raises `InvalidContent`, or `KeyError` for a type unknown."""
        question_type, reader = TYPES[type_key], Reader(content)
        picture, hint = read_picture(reader), reader.optional("hint").strip()
        try:
            own = question_type.parse(content)
        except InvalidContent as fault:
            raise InvalidContent([*fault.problems, *reader.problems]) from None
        reader.check()
        return cls(question_type, own, picture, hint)

    def order(self, seed: int, shuffle: bool) -> tuple[int, ...]:
        return self.type.order(self.content, seed, shuffle)

    def shown(self, order: Sequence[int]) -> Shown:
        return self.type.shown(self.content, order)

    def read(self, order: Sequence[int], form: Form) -> Answer:
        """Translate a posted form into an answer; raises `InvalidAnswer` or `BlankAnswer`.

        "I don't know" is a button of the same form: what was filled in before pressing it is
        given up.
        """
        if DONT_KNOW_FIELD not in form:
            return self.type.read(self.content, order, form)
        if list(form[DONT_KNOW_FIELD]) != ["1"]:
            raise InvalidAnswer("Unexpected value.")
        return {"dont_know": True}

    def form(self, order: Sequence[int], answer: Answer) -> Form:
        """The form that an answer was read from, blank for "I don't know", which is a button.

        Raises `InvalidAnswer`.
        """
        return {} if is_dont_know(answer) else self.type.form(self.content, order, answer)

    @property
    def marking(self) -> Marking:
        return self.type.marking

    def score(self, answer: Answer) -> Fraction | None:
        """Share of the credit earned, from 0 to 1, or None if no rule says it.

        "I don't know" needs nobody to read it. Raises `InvalidAnswer`.
        """
        if is_dont_know(answer):
            return None if self.marking == "nobody" else Fraction(0)
        return self.type.score(self.content, answer)

    def explain(self, answer: Answer | None) -> Explanation:
        if answer is None:
            return self.type.explain(self.content, None)
        known = None if is_dont_know(answer) else answer
        return replace(self.type.explain(self.content, known), verdict=self._verdict(answer))

    def _verdict(self, answer: Answer) -> Verdict:
        score = self.score(answer)
        if score is None:
            return "declared" if self.marking == "nobody" else "awaiting"
        return "unknown" if is_dont_know(answer) else verdict(score)

    def summarise(self, answers: Iterable[Answer]) -> Summary:
        """Count the answers given; one that was forgotten, and so is empty, is none."""
        given = [answer for answer in answers if answer != {}]
        known = [answer for answer in given if not is_dont_know(answer)]
        return Summary(self.type.summarise(self.content, known), len(given) - len(known))

    def counted(self) -> tuple[Counted, ...]:
        return self.type.counted(self.content)

    def guess_score(self) -> Fraction:
        return self.type.guess_score(self.content)

    def example(self, right: bool) -> Answer:
        return self.type.example(self.content, right)


def is_dont_know(answer: Answer) -> bool:
    match answer:
        case {"dont_know": True, **others}:
            return not others
        case _:
            return False
