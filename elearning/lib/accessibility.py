"""What a site may say of its accessibility (RGAA 4.1.2, "Obligations d'accessibilité")."""

import datetime
from decimal import Decimal
from typing import Literal, TypeAlias

Status: TypeAlias = Literal["full", "partial", "none"]
DECLARATION_LASTS = 3  # years


def status(rate: Decimal | None, audited_on: datetime.date | None, today: datetime.date) -> Status:
    """Return the status of an audit: a rate in percent, and its date; nothing without both.

    A declaration older than three years says nothing any more.
    """
    if rate is None or audited_on is None or audited_on > today or _is_old(audited_on, today):
        return "none"
    if rate >= 100:
        return "full"
    return "partial" if rate >= 50 else "none"


def _is_old(audited_on: datetime.date, today: datetime.date) -> bool:
    years = today.year - audited_on.year
    return (years, today.month, today.day) > (DECLARATION_LASTS, audited_on.month, audited_on.day)
