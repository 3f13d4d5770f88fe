"""What an organisation may be told of its people. Pure."""

import datetime

SMALLEST_GROUP = 5  # people


def shown_count(people: int) -> int | None:
    """Return a number of people as their manager sees it: none where it is under five."""
    return people if people >= SMALLEST_GROUP else None


def rounded_down(people: int) -> int | None:
    """Return at least how many people there are: a multiple of five, none under five."""
    return shown_count(people - people % SMALLEST_GROUP)


def counted_until(now: datetime.datetime) -> datetime.datetime:
    """Return the last Monday at midnight, where counting stops.

    Figures that move once a week do not tell what somebody did on a day.
    """
    monday = now - datetime.timedelta(days=now.weekday())
    return monday.replace(hour=0, minute=0, second=0, microsecond=0)
