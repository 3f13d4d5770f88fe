"""What of a fact may be shown today. Past its date a fact is silent, except one that saves."""

import datetime
import re
from dataclasses import dataclass

EMERGENCY = "emergency"
CERTAIN = frozenset({"V", "V2"})
DOUBTFUL = "?"
GAP_IN_NUMBER = re.compile(r"(?<=\d) (?=\d)")
TELEPHONE = re.compile(r"(?<!\d)\d(?:[ \u00a0\u202f]?\d)+$")
SITE = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/\S*)?")


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


def unbroken(value: str) -> str:
    """Return a value whose numbers stay on one line."""
    return GAP_IN_NUMBER.sub("\u00a0", value)


def link(value: str) -> str:
    """Return what to open to use a contact: `tel:` for a number that ends it, the site it names.

    Nothing for a value that is neither.
    """
    if number := TELEPHONE.search(value):
        return "tel:" + "".join(re.findall(r"\d", number[0]))
    return f"https://{value}" if SITE.fullmatch(value) else ""
