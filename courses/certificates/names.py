"""The name of a holder, as its holder chose to show it. Pure."""

import re

FULL, INITIALS, NONE = "full", "initials", "none"
FIRST_LETTER = re.compile(r"([^\W\d_])[^\s-]*")


def shown(name: str, choice: str) -> str:
    """Return what others see of a name: Anne-Marie Petit, A.-M. P., or nothing."""
    if choice == NONE:
        return ""
    return initials(name) if choice == INITIALS else name


def initials(name: str) -> str:
    return " ".join(FIRST_LETTER.sub(r"\1.", name).upper().split())
