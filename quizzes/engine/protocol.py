"""What a question type promises, and the values it exchanges with the rest of the quiz."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, Protocol, TypeAlias, TypeVar

from quizzes.engine.pictures import Picture

Answer: TypeAlias = Mapping[str, object]
"""What is stored of a response: JSON that names options by key, never by position."""

Form: TypeAlias = Mapping[str, Sequence[str]]
"""The fields of a posted answer, without those of the page (CSRF token, step...)."""

Shown: TypeAlias = Mapping[str, object]
"""What a form shows beside the stem: the variables of the template of its type."""

Verdict: TypeAlias = Literal["right", "partly", "wrong", "unknown", "awaiting", "declared"]
Marking: TypeAlias = Literal["rule", "person", "nobody"]
"""Who says what an answer is worth. What nobody marks counts in no score."""


def verdict(score: Fraction) -> Verdict:
    if score == 1:
        return "right"
    return "partly" if score > 0 else "wrong"


@dataclass(frozen=True)
class ShownOption:
    """One thing to choose; its position is that of the form, and says nothing of the key."""

    position: int
    text: str
    picture: Picture | None = None


@dataclass(frozen=True)
class ShownRow:
    """A control of the form: one of its options to choose or, without options, words to write."""

    field: str
    text: str
    options: tuple[ShownOption, ...] = ()


@dataclass(frozen=True)
class ExplainedOption:
    key: str
    text: str
    chosen: bool
    correct: bool
    feedback: str
    picture: Picture | None = None


@dataclass(frozen=True)
class ExplainedRow:
    """One part of an answer, in words, beside the right one.

    `chosen` is the key of what was answered, empty where nothing was.
    """

    key: str
    text: str
    chosen: str
    answered: str
    right: str
    verdict: Verdict
    feedback: str


@dataclass(frozen=True)
class Explanation:
    """An answer walked through, by options, rows, or pieces of a message pointed at.

    "unknown" is the verdict on "I don't know", "awaiting" on what a person will mark, "declared" on
    what nobody marks.
    """

    options: tuple[ExplainedOption, ...] = ()
    rows: tuple[ExplainedRow, ...] = ()
    pieces: tuple[ExplainedOption, ...] = ()
    verdict: Verdict = "unknown"


@dataclass(frozen=True)
class Counted:
    """What a summary counts under a key: an answer, in the words of its author, and its row.

    `text` is empty for the answers that no author foresaw; an answer not offered is written.
    """

    key: str
    row: str
    text: str
    right: bool
    offered: bool = True

    @property
    def is_worded_by_the_site(self) -> bool:
        """Return whether the page says it, true or false for instance: its text is then its key."""
        return self.text == self.key


@dataclass(frozen=True)
class Summary:
    """How often each option was chosen, never chosen ones included, and "I don't know"."""

    counts: Mapping[str, int]
    dont_know: int


class Content(Protocol):
    """What every question holds, whatever its type; both are HTML."""

    @property
    def stem(self) -> str: ...

    @property
    def explanation(self) -> str: ...


C = TypeVar("C", bound=Content)


class QuestionType(Protocol[C]):
    """The rules of one type of question, without state.

    "I don't know" never reaches a type: `Item` answers for all of them.
    """

    key: str
    marking: Marking

    def parse(self, content: Mapping[str, object]) -> C:
        """Read the frozen JSON of a question version, or raise `InvalidContent`."""

    def order(self, content: C, seed: int, shuffle: bool) -> tuple[int, ...]:
        """Order in which a learner sees the options: a permutation, a function of the seed.

        At place `p` stands the option of index `order[p]`; empty for a type without options.
        """

    def shown(self, content: C, order: Sequence[int]) -> Shown:
        """What the form shows; the same whatever the key is."""

    def read(self, content: C, order: Sequence[int], form: Form) -> Answer:
        """Translate a posted form into an answer.

        Raises `BlankAnswer` when nothing was answered and `InvalidAnswer` when a field or a value
        is not one that the form of this question offers. An answer may be blank in part.
        """

    def form(self, content: C, order: Sequence[int], answer: Answer) -> Form:
        """The form that `read` translates into this answer; raises `InvalidAnswer`."""

    def score(self, content: C, answer: Answer) -> Fraction | None:
        """Share of the credit earned, from 0 to 1; raises `InvalidAnswer`.

        None if no rule can say.
        """

    def explain(self, content: C, answer: Answer | None) -> Explanation:
        """The answer beside the key, verdict apart; None shows the key to who did not answer."""

    def summarise(self, content: C, answers: Iterable[Answer]) -> dict[str, int]:
        """How many answers hold each option, by key, in the order of the content.

        An option of a row counts as `row=option`.
        """

    def counted(self, content: C) -> tuple[Counted, ...]:
        """What each key of a summary stands for, in the same order."""

    def guess_score(self, content: C) -> Fraction:
        """Mean score of those who answer at random, as Moodle's "random guess score"."""

    def example(self, content: C, right: bool) -> Answer:
        """An answer that scores 1, or one that scores as little as can be: previews show both.

        Any two answers, where no rule marks them.
        """
