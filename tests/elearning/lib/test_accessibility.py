import datetime
from decimal import Decimal

import pytest

from elearning.lib.accessibility import status

TODAY = datetime.date(2026, 11, 25)
LAST_YEAR = datetime.date(2025, 11, 25)


@pytest.mark.parametrize(
    ("rate", "audited_on", "expected"),
    [
        (None, None, "none"),
        (Decimal(90), None, "none"),
        (None, LAST_YEAR, "none"),
        (Decimal("49.99"), LAST_YEAR, "none"),
        (Decimal(50), LAST_YEAR, "partial"),
        (Decimal("99.99"), LAST_YEAR, "partial"),
        (Decimal(100), LAST_YEAR, "full"),
        (Decimal(100), datetime.date(2023, 11, 25), "full"),
        (Decimal(100), datetime.date(2023, 11, 24), "none"),
        (Decimal(100), datetime.date(2026, 11, 26), "none"),
    ],
)
def test_a_site_says_no_more_than_its_audit(rate, audited_on, expected):
    assert status(rate, audited_on, TODAY) == expected
