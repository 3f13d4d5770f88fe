from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils.dates import MONTHS

from elearning.dates import date_format

EVENING = datetime(2026, 11, 30, 23, 30, tzinfo=UTC)  # half past midnight in France


def shown(source: str, value) -> str:
    return Template(source).render(Context({"value": value}))


@pytest.mark.parametrize("month", MONTHS)
def test_the_first_of_each_month_is_an_ordinal_and_no_other_day_is(month):
    name = MONTHS[month]
    assert date_format(date(2026, month, 1)) == f"1er {name} 2026"
    for day in (2, 10, 11, 21, 28):
        assert date_format(date(2026, month, day)) == f"{day} {name} 2026"


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("DATETIME_FORMAT", "1er décembre 2026 à 00:30"),
        ("j F Y, H:i", "1er décembre 2026, 00:30"),
        ("j F", "1er décembre"),
        ("SHORT_DATE_FORMAT", "01/12/2026"),
        ("TIME_FORMAT", "00:30"),
    ],
)
def test_a_moment_is_told_in_local_time(pattern, words):
    assert date_format(EVENING, pattern) == words
    assert shown(f'{{{{ value|date:"{pattern}" }}}}', EVENING) == words


def test_templates_that_are_not_ours_write_it_too():
    tag = "{% load wagtailadmin_tags %}{% human_readable_date value %}"
    assert 'content-value="1er décembre 2026 à 00:30"' in shown(tag, EVENING)


def test_no_date_is_no_words():
    assert date_format(None) == shown("{{ value|date }}", None) == ""
