"""Comparing what somebody typed with what was accepted."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

WILDCARD = "*"
SAME = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-"})
LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE"})


@dataclass(frozen=True)
class Tolerance:
    """Which differences of spelling do not count; spaces and typographic variants never do."""

    case: bool
    accents: bool

    def accepts(self, pattern: str, text: str) -> bool:
        """Whether a text is a pattern, in which each `*` stands for anything, nothing included.

        Spaces beside a `*` do not count.
        """
        first, *others = (piece.strip() for piece in self._fold(pattern).split(WILDCARD))
        text = self._fold(text)
        return _fits(text, first, others) if others else text == first

    def _fold(self, text: str) -> str:
        text = " ".join(unicodedata.normalize("NFC", text).translate(SAME).split())
        if self.accents:
            text = without_accents(text)
        return text.casefold() if self.case else text


def without_accents(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.translate(LIGATURES))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def says_something(pattern: str) -> bool:
    """Whether a pattern asks for some text, and not for anything at all."""
    return bool(pattern.replace(WILDCARD, "").strip())


def model(patterns: Iterable[str]) -> str:
    """The first pattern that can be shown as an answer, or nothing if all have a `*`."""
    return next((pattern for pattern in patterns if WILDCARD not in pattern), "")


def unlike(patterns: Iterable[str]) -> str:
    """A letter that no pattern holds, whatever the tolerance: an answer that none accepts."""
    letters = Tolerance(case=True, accents=True)._fold(" ".join(patterns))
    return next(letter for letter in map(chr, range(ord("a"), 0x10000)) if letter not in letters)


def _fits(text: str, first: str, others: list[str]) -> bool:
    """Whether the pieces stand in a text in order, the first at its start, the last at its end."""
    *middle, last = others
    start, end = len(first), len(text) - len(last)
    if start > end or not (text.startswith(first) and text.endswith(last)):
        return False
    for piece in middle:
        place = text.find(piece, start, end)
        if place < 0:
            return False
        start = place + len(piece)
    return True
