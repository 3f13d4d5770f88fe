from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from elearning.lib.rounding import half_up

Number: TypeAlias = int | Fraction | Decimal


def percent(part: Number, whole: Number) -> Decimal:
    """`part` of `whole` in percent, rounded half up to 2 decimals.

    Nothing out of nothing is 0: where there was nothing to do, nothing has been done.
    Above 100 when `part` is more than `whole`.
    """
    if whole == 0:
        return Decimal("0.00")
    return half_up(100 * Fraction(part) / Fraction(whole), places=2)
