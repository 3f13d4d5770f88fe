"""What completes a module, and what is missing. Pure."""

import math
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from typing import Any


def is_earned(lessons: Collection[int], done: Collection[int], quiz_passed: bool) -> bool:
    """Return whether a module is completed: every lesson finished and the quiz passed.

    A module without any lesson is not ready, so nobody completes it.
    """
    return bool(lessons) and set(lessons) <= set(done) and quiz_passed


def points_short(score: Decimal, out_of: int, pass_mark: int) -> int:
    """Return how many more points would have reached the pass mark, in percent."""
    needed = Decimal(pass_mark) * out_of / 100
    return max(0, math.ceil(needed - score))


def band_for(percent: Decimal, bands: Iterable[Mapping[str, Any]]) -> str:
    """Return the text of the highest band that begins at this percentage or below, if any."""
    reached = [band for band in bands if band["from_percent"] <= percent]
    return max(reached, key=lambda band: band["from_percent"])["text"] if reached else ""
