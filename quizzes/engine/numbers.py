"""Numbers as people type them, in French or in English, and as they are stored."""

import re
from fractions import Fraction

DECIMAL = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?")
"""As stored: in figures and with a point, since JSON numbers are not exact."""

TYPED = re.compile(r"[+-]?[0-9]{1,15}([.,][0-9]{1,15})?")
MINUS = str.maketrans("−–", "--")


def stored_number(text: str) -> Fraction | None:
    return Fraction(text) if DECIMAL.fullmatch(text) else None


def typed_number(text: str, unit: str) -> str | None:
    """A typed number as it is stored: decimal comma, spaces and the unit itself are accepted."""
    number = "".join(text.translate(MINUS).split())
    number = number.removesuffix("".join(unit.split()))
    if not TYPED.fullmatch(number):
        return None
    return number.removeprefix("+").replace(",", ".")
