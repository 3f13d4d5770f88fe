from decimal import Decimal
from fractions import Fraction

import pytest

from elearning.lib.rounding import half_up


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        (Fraction(1, 8), 2, "0.13"),
        (Fraction(124, 1000), 2, "0.12"),
        (Fraction(1, 3), 5, "0.33333"),
        (Fraction(2, 3), 5, "0.66667"),
        (Fraction(1), 5, "1.00000"),
        (Fraction(5, 2), 0, "3"),
    ],
)
def test_a_half_goes_up(value: Fraction, places: int, expected: str) -> None:
    assert str(half_up(value, places)) == expected


def test_just_under_a_half_goes_down_however_close() -> None:
    assert half_up(Fraction(1, 8) - Fraction(1, 10**40), places=2) == Decimal("0.12")
