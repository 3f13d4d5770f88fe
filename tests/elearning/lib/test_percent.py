from decimal import Decimal
from fractions import Fraction

import pytest

from elearning.lib.percent import Number, percent


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (0, 7, "0.00"),
        (7, 7, "100.00"),
        (1, 3, "33.33"),
        (2, 3, "66.67"),
        (1, 8, "12.50"),
        (1, 800, "0.13"),
        (3, 800, "0.38"),
        (Fraction(3, 2), 2, "75.00"),
        (Decimal("0.99999"), 2, "50.00"),
        (3, 2, "150.00"),
        (0, 0, "0.00"),
        (1, Decimal(0), "0.00"),
    ],
)
def test_a_percentage_has_two_decimals_and_a_half_goes_up(
    part: Number, whole: Number, expected: str
) -> None:
    assert str(percent(part, whole)) == expected
