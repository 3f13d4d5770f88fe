"""What of a fact may be shown today. Past its date a fact is silent, except one that saves."""

import datetime
from dataclasses import dataclass

EMERGENCY = "emergency"
CERTAIN = frozenset({"V", "V2"})
DOUBTFUL = "?"


@dataclass(frozen=True)
class FactState:
    """What decides: its kind, whether it is live, the mark of confidence, the day to verify."""

    kind: str
    live: bool
    confidence: str
    verify_again_on: datetime.date


def is_overdue(state: FactState, today: datetime.date) -> bool:
    """Return whether somebody must verify the fact again."""
    return today > state.verify_again_on


def is_shown(state: FactState, today: datetime.date) -> bool:
    """Return whether the public may read the fact's value today.

    A contact for people in danger stays, dated, until it is withdrawn. Anything else is shown
    while it is in date and read at a source; what nobody has confirmed is not.
    """
    if not state.live or state.confidence == DOUBTFUL:
        return False
    if state.kind == EMERGENCY:
        return True
    return state.confidence in CERTAIN and not is_overdue(state, today)
