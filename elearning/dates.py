"""Dates as French writes them, and as Django does not: « 1er décembre 2026 à 18:00 ».

`date_format` is all that puts a date in words. It takes the place of Django's function of that name
and, since the settings name this module, of the filter `date` in every template.
"""

import datetime

from django import template
from django.template import defaultfilters
from django.utils.formats import get_format
from django.utils.timezone import template_localtime

register = template.Library()


@register.filter("date", expects_localtime=True, is_safe=False)
def date_format(value: datetime.date | None, pattern: str | None = None) -> str:
    """Return a date, or a moment in local time, by Django's letters or the name of a format."""
    local = template_localtime(value)
    letters = get_format(pattern or "DATE_FORMAT")
    return defaultfilters.date(local, as_written(letters, getattr(local, "day", None)))


def as_written(letters: str, day: int | None) -> str:
    """Return Django's letters with « à » before hours and, for the first of a month, « 1er »."""
    letters = letters.replace("F Y H:i", "F Y à H:i")
    return letters.replace("j F", r"j\e\r F") if day == 1 else letters
