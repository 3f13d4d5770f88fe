"""The name of a holder, as its holder chose to show it. Pure."""

import re
import unicodedata

JOINERS = "\u200c\u200d"  # shape letters in Persian or Hindi, and compose emoji
HIDDEN = {"Cc", "Cf", "Cs", "Co"}  # control, format, surrogate, private
FULL, INITIALS, NONE = "full", "initials", "none"
FIRST_LETTER = re.compile(r"([^\W\d_])[^\s-]*")


def shown(name: str, choice: str) -> str:
    """Return what others see of a name: Anne-Marie Petit, A.-M. P., or nothing."""
    if choice == NONE:
        return ""
    return initials(name) if choice == INITIALS else name


def initials(name: str) -> str:
    return " ".join(FIRST_LETTER.sub(r"\1.", name).upper().split())


def is_visible(name: str) -> bool:
    """Return whether a name shows something and holds no sign that nobody sees.

    Control signs would break a document; those that turn the direction of writing would let a name
    rearrange the words around it.
    """
    kinds = {unicodedata.category(sign) for sign in name if sign not in JOINERS}
    return kinds.isdisjoint(HIDDEN) and any(kind[0] in "LN" for kind in kinds)
