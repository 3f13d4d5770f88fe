"""A fake message, cut into pieces so that its clues can be shown. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

PARTS = ("sender", "address", "subject", "body", "attachment")
READING_ORDER = {
    "email": PARTS,
    "sms": ("sender", "address", "body", "attachment"),
    "call": ("sender", "address", "body", "attachment"),
    "voice": ("sender", "address", "body"),
    "popup": ("sender", "address", "body"),
    "qr": ("sender", "body", "address"),
}
"""The parts that each channel shows, in the order in which it does."""


@dataclass(frozen=True)
class Segment:
    """A run of text; `clue` is the number of the clue it is, from 1, or None."""

    text: str
    clue: int | None = None


def places(message: Mapping[str, str], quote: str) -> int:
    """Return how many times the quote stands in the message, all parts together."""
    return sum((message.get(part) or "").count(quote) for part in PARTS)


def segments(text: str, quotes: Iterable[str]) -> tuple[Segment, ...]:
    """Cut a text at the quotes it holds; quotes are numbered from 1 in the order given."""
    found = sorted(
        (text.index(quote), quote, number)
        for number, quote in enumerate(quotes, start=1)
        if quote and quote in text
    )
    return tuple(_cut(text, found))


def parts(message: Mapping[str, str], quotes: Sequence[str]) -> dict[str, Any]:
    """Return each part that the message has as segments, the body as paragraphs of segments."""
    found: dict[str, Any] = {
        name: segments(message[name], quotes)
        for name in PARTS
        if name != "body" and message.get(name)
    }
    found["body"] = [segments(paragraph, quotes) for paragraph in paragraphs(message["body"])]
    return found


def _cut(text: str, found: list[tuple[int, str, int]]) -> Iterator[Segment]:
    end = 0
    for start, quote, number in found:
        if start < end:
            continue
        if start > end:
            yield Segment(text[end:start])
        yield Segment(quote, number)
        end = start + len(quote)
    if end < len(text):
        yield Segment(text[end:])


def paragraphs(body: str) -> list[str]:
    """Return the paragraphs of a body, which an empty line separates."""
    return [part.strip() for part in body.replace("\r\n", "\n").split("\n\n") if part.strip()]
