from decimal import Decimal
from fractions import Fraction
from math import floor


def half_up(value: Fraction, places: int) -> Decimal:
    """`value` as a decimal with exactly `places` decimals, a half going up: 0.125 → 0.13.

    Computed on the exact fraction: going through a `Decimal` quotient would round twice.
    """
    return Decimal(floor(value * 10**places + Fraction(1, 2))).scaleb(-places)
