"""Where the bars of a picture stand. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, GAP = 400, 120, 4


@dataclass(frozen=True)
class Bar:
    """A bar of a picture of 400 by 120, and what it stands for."""

    x: int
    y: int
    width: int
    height: int
    value: int
    start: int
    end: int


def columns(counts: Sequence[int]) -> list[Bar]:
    """Return a column per part of the scale from 0 to 100, the tallest as high as the picture."""
    most = max(counts, default=0) or 1
    step, part = WIDTH // len(counts), 100 // len(counts)
    return [
        Bar(
            x=place * step + GAP // 2,
            y=HEIGHT - round(HEIGHT * count / most),
            width=step - GAP,
            height=round(HEIGHT * count / most),
            value=count,
            start=place * part,
            end=(place + 1) * part,
        )
        for place, count in enumerate(counts)
    ]
