"""How long a certificate holds, and its state on a given day. Pure."""

import calendar
import datetime
from dataclasses import dataclass

VALID, EXPIRED, REVOKED, REPLACED, TO_RENEW = (
    "valid",
    "expired",
    "revoked",
    "replaced",
    "to_renew",
)
REMINDERS = (7, 30, 60)  # days before the last one


@dataclass(frozen=True)
class Life:
    """What decides the state of a certificate.

    `stored` is valid, revoked or replaced; `valid_until` is its last day, None for no end;
    `renewable_from` and `outdated_on` are the days on which its term, or a new edition of what it
    is about, opened its renewal.
    """

    stored: str = VALID
    valid_until: datetime.date | None = None
    renewable_from: datetime.date | None = None
    outdated_on: datetime.date | None = None


def state_on(today: datetime.date, life: Life) -> str:
    """Return the state: what was decided first, then the end of its term, then a new edition."""
    if life.stored != VALID:
        return life.stored
    if life.valid_until and today > life.valid_until:
        return EXPIRED
    if life.outdated_on and today >= life.outdated_on:
        return TO_RENEW
    return VALID


def renewal_opened_on(life: Life) -> datetime.date | None:
    """Return the first day of renewal; None when it cannot be renewed, or not foreseeably."""
    if life.stored != VALID:
        return None
    return min(filter(None, (life.renewable_from, life.outdated_on)), default=None)


def may_be_renewed(today: datetime.date, life: Life) -> bool:
    opened = renewal_opened_on(life)
    return opened is not None and opened <= today


def last_day(
    begun: datetime.date, months: int | None, earlier: datetime.date | None = None
) -> datetime.date | None:
    """Return the last day of a period of so many months, None for no end.

    A period renewed early begins where the `earlier` one ends: renewing early loses nothing.
    """
    if months is None:
        return None
    return months_later(max(begun, earlier) if earlier else begun, months)


def months_later(day: datetime.date, months: int) -> datetime.date:
    """Return the same day so many months later, or the last one of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return datetime.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def reminder_due(today: datetime.date, life: Life) -> int | None:
    """Return the reminder to send: the shortest of 60, 30 and 7 days that has been reached.

    So a service that was down for weeks sends one, not three.
    """
    if life.valid_until is None or life.stored != VALID or today > life.valid_until:
        return None
    left = (life.valid_until - today).days
    return next((days for days in REMINDERS if left <= days), None)
