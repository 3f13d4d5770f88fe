"""What completes a module, and what is missing. Pure."""

import math
from collections.abc import Collection
from decimal import Decimal


def is_earned(lessons: Collection[int], done: Collection[int], quiz_passed: bool) -> bool:
    """Return whether a module is completed: every lesson finished and the quiz passed.

    A module without any lesson is not ready, so nobody completes it.
    """
    return bool(lessons) and set(lessons) <= set(done) and quiz_passed


def answers_short(score: Decimal, out_of: int, pass_mark: int) -> int:
    """Return how many more right answers would have reached the pass mark, in percent."""
    needed = Decimal(pass_mark) * out_of / 100
    return max(0, math.ceil(needed - score))
