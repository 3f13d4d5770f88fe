"""A message to inspect: what it holds, and what may be faulty in it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from elearning.cms.messages import READING_ORDER, Segment, parts, places
from quizzes.engine.reader import Reader, numbered

VERDICTS = ("trap", "genuine", "verify")
CAUTIOUS = "verify"
REQUIRED = {"channel", "sender", "body"}


@dataclass(frozen=True)
class Piece:
    """Words of the message to point at or not: a clue, or a decoy that tells nothing."""

    key: str
    quote: str
    clue: bool
    feedback: str


@dataclass(frozen=True)
class Inspection:
    """Pieces come in the order in which the message shows them, which tells nothing.

    `{"stem": html, "message": {"channel", "context", "sender", "address", "subject", "received",
    "body", "attachment"}, "verdict": "trap" | "genuine" | "verify", "feedback": {"trap",
    "genuine", "verify"}, "pieces": [{"key", "quote", "clue": bool, "feedback"}], "explanation":
    html}`
    """

    stem: str
    message: Mapping[str, str]
    verdict: str
    feedback: Mapping[str, str]
    pieces: tuple[Piece, ...]
    explanation: str

    @cached_property
    def clues(self) -> frozenset[str]:
        return frozenset(piece.key for piece in self.pieces if piece.clue)

    def credit(self, verdict: str) -> Fraction:
        """Share of the credit of a verdict that is right, cautious, or missing."""
        if verdict == self.verdict:
            return Fraction(1)
        return Fraction(1, 2) if verdict == CAUTIOUS else Fraction(0)


def read_inspection(content: Mapping[str, object]) -> Inspection:
    reader = Reader(content)
    message = read_message(reader.member("message"))
    feedback = reader.member("feedback")
    inspection = Inspection(
        stem=reader.html("stem"),
        message=message,
        verdict=reader.one_of("verdict", VERDICTS),
        feedback={word: feedback.text(word) for word in VERDICTS},
        pieces=in_reading_order(message, read_pieces(reader, message)),
        explanation=reader.html("explanation"),
    )
    reader.check()
    return inspection


def read_message(reader: Reader) -> dict[str, str]:
    """What the channel shows; anything else written in the editor is left out."""
    channel = reader.one_of("channel", READING_ORDER)
    shown = READING_ORDER.get(channel, ())
    optional = {"context", "received", *shown} - REQUIRED
    return {
        "channel": channel,
        "sender": reader.text("sender"),
        "body": reader.text("body"),
    } | {name: reader.optional(name) for name in sorted(optional)}


def read_pieces(reader: Reader, message: Mapping[str, str]) -> tuple[Piece, ...]:
    pieces = tuple(
        Piece(one.text("key"), one.text("quote"), one.boolean("clue"), one.text("feedback"))
        for one in reader.members("pieces")
    )
    reader.note_repeated_keys(numbered((piece.key for piece in pieces), "pieces.%d.key"))
    if not any(piece.clue for piece in pieces):
        reader.note("pieces", "no_clue", "No piece is a clue.")
    if all(piece.clue for piece in pieces):
        reader.note("pieces", "no_decoy", "No piece is a decoy.")
    note_quotes(reader, message, [piece.quote for piece in pieces])
    return pieces


def note_quotes(reader: Reader, message: Mapping[str, str], quotes: Sequence[str]) -> None:
    """Note the quotes that do not stand once in the message, each apart from the others."""
    shown = set(numbers_shown(message, quotes))
    for index, quote in enumerate(quotes):
        path = f"pieces.{index}.quote"
        if quote.strip() and places(message, quote) != 1:
            reader.note(path, "quote_not_found", "These words must stand once in the message.")
        elif quote.strip() and index + 1 not in shown:
            reader.note(path, "quote_overlaps", "These words overlap those of another piece.")


def in_reading_order(message: Mapping[str, str], pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    numbers = numbers_shown(message, [piece.quote for piece in pieces])
    return tuple(pieces[number - 1] for number in numbers)


def numbers_shown(message: Mapping[str, str], quotes: Sequence[str]) -> list[int]:
    """The numbers of the quotes, from 1, in the order in which the message shows them."""
    found = parts(message, quotes)
    return [
        segment.clue
        for name in READING_ORDER.get(message["channel"], ())
        for segment in segments_of(found.get(name, ()))
        if segment.clue is not None
    ]


def segments_of(part: Sequence[Segment | Sequence[Segment]]) -> Iterator[Segment]:
    for one in part:
        if isinstance(one, Segment):
            yield one
        else:
            yield from one
