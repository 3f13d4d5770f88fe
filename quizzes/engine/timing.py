"""When an attempt ends, and whether another one may start. Times come from the server alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from quizzes.engine.settings import Settings


@dataclass(frozen=True)
class Refusal:
    """Why no attempt may start, and when one may if ever."""

    reason: Literal["not_open", "closed", "none_left", "wait"]
    until: datetime | None = None


def deadline(rules: Settings, started_at: datetime, extra_time: int) -> datetime | None:
    """Return when an attempt is due, `extra_time` in percent being added to the time limit.

    Minutes begun count whole. The day a quiz closes is the same for everybody.
    """
    ends = [rules.closes_at] if rules.closes_at else []
    if rules.time_limit:
        minutes = -(-rules.time_limit * (100 + extra_time) // 100)
        ends.append(started_at + timedelta(minutes=minutes))
    return min(ends, default=None)


def refusal(rules: Settings, submitted: Sequence[datetime], now: datetime) -> Refusal | None:
    """Return why no attempt may start now; `submitted` says when the past ones were closed."""
    if rules.opens_at and now < rules.opens_at:
        return Refusal("not_open", rules.opens_at)
    if rules.closes_at and now >= rules.closes_at:
        return Refusal("closed", rules.closes_at)
    if not submitted:
        return None
    if attempts_left(rules, len(submitted)) == 0:
        return Refusal("none_left")
    again = max(submitted) + timedelta(minutes=rules.waiting_time or 0)
    return Refusal("wait", again) if now < again else None


def attempts_left(rules: Settings, started: int) -> int | None:
    """Return how many attempts may still start, None where there is no limit."""
    return max(0, rules.attempts_allowed - started) if rules.attempts_allowed else None
