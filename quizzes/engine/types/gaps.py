"""A text with gaps: what it holds, and what may be faulty in it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from elearning.cms.messages import Segment, paragraphs
from quizzes.engine.posted import is_line
from quizzes.engine.protocol import ShownOption, ShownRow
from quizzes.engine.reader import Reader, alphabetical, numbered
from quizzes.engine.types.short_text import OTHER, note_patterns
from quizzes.engine.wording import Tolerance, model

MARK = re.compile(r"\[([1-9][0-9]?)\]")


@dataclass(frozen=True)
class Gap:
    """With decoys, a list to choose from; without, words to write, `*` standing for anything."""

    key: str
    accepted: tuple[str, ...]
    decoys: tuple[str, ...]
    feedback: str

    @property
    def right(self) -> str:
        return model(self.accepted)

    @property
    def offered(self) -> tuple[str, ...]:
        """The texts of the list, in an order that tells nothing; empty for words to write."""
        texts = [*self.accepted, *self.decoys] if self.decoys else []
        return tuple(texts[index] for index in alphabetical(texts))

    def may_hold(self, text: str) -> bool:
        """Whether a stored text may have been answered there."""
        return text in self.offered if self.decoys else bool(text.strip()) and is_line(text)


@dataclass(frozen=True)
class ShownText:
    """A run of the text, and the gap that follows it."""

    text: str
    gap: ShownRow | None = None


@dataclass(frozen=True)
class GapText:
    """`text` holds the mark `[1]` where the first gap stands, and so on."""

    stem: str
    text: str
    gaps: tuple[Gap, ...]
    tolerance: Tolerance
    explanation: str

    def taken_as(self, gap: Gap, text: str) -> str:
        """What a text counts as: itself in a list, else the answer that accepts it or `OTHER`."""
        if gap.decoys:
            return text
        accepting = (one for one in gap.accepted if self.tolerance.accepts(one, text))
        return next(accepting, OTHER)

    def filled(self) -> tuple[tuple[Segment, ...], ...]:
        """The paragraphs of the text, their gaps filled with the right answers and numbered."""
        return tuple(tuple(fill(paragraph, self.gaps)) for paragraph in paragraphs(self.text))

    def filled_with(self, texts: Sequence[str]) -> list[str]:
        """The paragraphs of the text, each gap holding its text in brackets, or an ellipsis."""
        return [
            "".join(
                f"{text}[{texts[number - 1] or '…'}]" if number else text
                for text, number in runs(paragraph)
            )
            for paragraph in paragraphs(self.text)
        ]


def field(number: int) -> str:
    return f"gap-{number}"


def cut(paragraph: str, gaps: Sequence[Gap]) -> Iterator[ShownText]:
    """Runs of a paragraph, each but the last with the gap that ends it."""
    for text, number in runs(paragraph):
        offered = gaps[number - 1].offered if number else ()
        options = tuple(ShownOption(place, offer) for place, offer in enumerate(offered))
        gap = ShownRow(field(number), str(number), options) if number else None
        yield ShownText(text, gap)


def fill(paragraph: str, gaps: Sequence[Gap]) -> Iterator[Segment]:
    for text, number in runs(paragraph):
        yield Segment(text)
        if number:
            yield Segment(gaps[number - 1].right, number)


def runs(paragraph: str) -> Iterator[tuple[str, int]]:
    """Runs of a paragraph, each with the number of the gap that ends it, or 0."""
    pieces = MARK.split(paragraph)
    for text, number in zip_longest(pieces[::2], pieces[1::2], fillvalue="0"):
        yield text, int(number)


def read_gap(reader: Reader) -> Gap:
    """A gap of a content; its right answer is the one accepted first, without `*`."""
    gap = Gap(
        key=reader.text("key"),
        accepted=reader.texts("accepted"),
        decoys=reader.texts("decoys"),
        feedback=reader.text("feedback"),
    )
    if gap.decoys and len(gap.accepted) > 1:
        reader.note("accepted", "several_right_options", "A list has one right answer.")
    if not gap.right:
        reader.note("accepted", "no_model_answer", "One answer at least has no *.")
    accepted, decoys = numbered(gap.accepted, "accepted.%d"), numbered(gap.decoys, "decoys.%d")
    reader.note_repeated_texts(accepted | decoys)
    note_patterns(reader, accepted)
    return gap


def note_marks(reader: Reader, question: GapText) -> None:
    marks = [int(number) for number in MARK.findall(question.text)]
    expected = range(1, len(question.gaps) + 1)
    if question.text.strip() and sorted(marks) != list(expected):
        reader.note("text", "gap_marks", "The text needs each mark once: [1], [2]...")
