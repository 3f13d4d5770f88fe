"""What completes a module, and what is missing. Pure."""

import datetime
import itertools
import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from courses.certificates.rules import VALID

PAUSE = datetime.timedelta(minutes=10)  # the most that passes between two acts of one sitting


def is_earned(
    lessons: Collection[int], done: Collection[int], quiz_passed: bool, by_quiz_alone: bool = False
) -> bool:
    """Return whether a module is completed: every lesson finished and the quiz passed.

    Where its trainer lets the quiz alone do, the lessons need not be.
    A module without any lesson is not ready, so nobody completes it.
    """
    read = by_quiz_alone or set(lessons) <= set(done)
    return bool(lessons) and read and quiz_passed


@dataclass(frozen=True)
class Step:
    """A module of a path, for one learner."""

    optional: bool
    done: bool


def is_path_earned(steps: Iterable[Step]) -> bool:
    """Return whether a path is completed: every module that is not optional is.

    A path that asks for nothing is not ready, so nobody completes it.
    """
    asked = [step.done for step in steps if not step.optional]
    return bool(asked) and all(asked)


def counts_again(
    completed_at: datetime.datetime, path_completed_at: datetime.datetime, state: str | None
) -> bool:
    """Return whether a module counts for the next period of its path.

    It was completed again since the path was, and its own certificate, if it has one, has neither
    ended nor become one to renew.
    """
    return completed_at > path_completed_at and state in (None, VALID)


def locking(steps: Sequence[Step], place: int) -> int | None:
    """Return, in a path to follow in order, the place of what must be completed before a step."""
    if steps[place].done:
        return None
    before = enumerate(steps[:place])
    return next((at for at, step in before if not (step.done or step.optional)), None)


def next_step(steps: Sequence[Step]) -> int | None:
    """Return the place of the step to go on with: what is asked first, then what is optional."""
    left = [(step.optional, at) for at, step in enumerate(steps) if not step.done]
    return min(left)[1] if left else None


def points_short(score: Decimal, out_of: int, pass_mark: int) -> int:
    """Return how many more points would have reached the pass mark, in percent."""
    needed = Decimal(pass_mark) * out_of / 100
    return max(0, math.ceil(needed - score))


def band_for(percent: Decimal, bands: Iterable[Mapping[str, Any]]) -> str:
    """Return the text of the highest band that begins at this percentage or below, if any."""
    reached = [band for band in bands if band["from_percent"] <= percent]
    return max(reached, key=lambda band: band["from_percent"])["text"] if reached else ""


def minutes_spent(moments: Iterable[datetime.datetime]) -> float:
    """Return the minutes between the first act and the last; a pause counts for ten at most."""
    ordered = sorted(moments)
    gaps = (min(after - before, PAUSE) for before, after in itertools.pairwise(ordered))
    return sum(gaps, datetime.timedelta()) / datetime.timedelta(minutes=1)
