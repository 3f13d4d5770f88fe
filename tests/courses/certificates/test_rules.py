import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.certificates.rules import (
    EXPIRED,
    REPLACED,
    REVOKED,
    TO_RENEW,
    VALID,
    Life,
    last_day,
    may_be_renewed,
    months_later,
    reminder_due,
    state_on,
)


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


TERM = Life(valid_until=day("2028-11-02"), renewable_from=day("2028-09-03"))
OUTDATED = Life(valid_until=day("2028-11-02"), outdated_on=day("2027-01-10"))


@pytest.mark.parametrize(
    ("today", "life", "state"),
    [
        ("2100-01-01", Life(), VALID),
        ("2028-11-02", TERM, VALID),
        ("2028-11-03", TERM, EXPIRED),
        ("2027-01-09", OUTDATED, VALID),
        ("2027-01-10", OUTDATED, TO_RENEW),
        ("2028-11-03", OUTDATED, EXPIRED),
        ("2028-11-03", Life(REVOKED, day("2028-11-02")), REVOKED),
        ("2027-02-01", Life(REPLACED, outdated_on=day("2027-01-10")), REPLACED),
    ],
)
def test_the_state_of_a_day(today, life, state):
    assert state_on(day(today), life) == state


@pytest.mark.parametrize(
    ("today", "life", "renewable"),
    [
        ("2028-09-02", TERM, False),
        ("2028-09-03", TERM, True),
        ("2031-01-01", TERM, True),
        ("2027-01-10", OUTDATED, True),
        ("2100-01-01", Life(), False),
        ("2028-10-01", Life(REVOKED, day("2028-11-02"), day("2028-09-03")), False),
    ],
)
def test_when_it_may_be_renewed(today, life, renewable):
    assert may_be_renewed(day(today), life) == renewable


@pytest.mark.parametrize(
    ("begun", "months", "earlier", "last"),
    [
        ("2026-11-02", 24, None, "2028-11-02"),
        ("2026-08-31", 6, None, "2027-02-28"),
        ("2027-08-31", 6, None, "2028-02-29"),
        ("2028-10-01", 24, "2028-11-02", "2030-11-02"),
        ("2029-03-01", 24, "2028-11-02", "2031-03-01"),
    ],
)
def test_the_last_day_of_a_period(begun, months, earlier, last):
    assert last_day(day(begun), months, earlier and day(earlier)) == day(last)


def test_without_months_there_is_no_last_day():
    assert last_day(day("2026-11-02"), None, day("2028-11-02")) is None


@given(st.dates(max_value=day("2400-01-01")), st.integers(1, 1200))
def test_months_later_is_that_many_months_later(begun, months):
    later = months_later(begun, months)
    assert (later.year - begun.year) * 12 + later.month - begun.month == months
    assert later.day <= begun.day


@pytest.mark.parametrize(
    ("left", "reminder"),
    [(61, None), (60, 60), (31, 60), (30, 30), (8, 30), (7, 7), (0, 7), (-1, None)],
)
def test_the_reminder_of_a_day(left, reminder):
    today = TERM.valid_until - datetime.timedelta(days=left)
    assert reminder_due(today, TERM) == reminder


def test_what_has_no_end_or_has_ended_is_not_reminded():
    assert reminder_due(day("2028-11-01"), Life()) is None
    assert reminder_due(day("2028-11-01"), Life(REVOKED, day("2028-11-02"))) is None
