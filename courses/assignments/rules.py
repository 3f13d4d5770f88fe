"""What an organisation is told of those who completed what it asks. Pure."""

import datetime
from enum import Enum

from elearning.organisations.rules import SMALLEST_GROUP


class Told(Enum):
    """What is said, where the exact number is not."""

    TOO_FEW_PEOPLE = "too few people"
    FEW_DONE = "few done"
    FEW_LEFT = "few left"


def told(people: int, done: int) -> Told | int:
    """Return at least how many people completed it, rounded down to a multiple of five.

    Neither those who did nor those who did not are ever counted when they are fewer than five:
    "nobody" and "everybody" would name each person of the group.
    """
    if people < 2 * SMALLEST_GROUP:
        return Told.TOO_FEW_PEOPLE
    if done < SMALLEST_GROUP:
        return Told.FEW_DONE
    if people - done < SMALLEST_GROUP:
        return Told.FEW_LEFT
    return done - done % SMALLEST_GROUP


def counted_until(now: datetime.datetime) -> datetime.datetime:
    """Return the last Monday at midnight, where counting stops.

    Figures that move once a week do not tell what somebody did on a day.
    """
    monday = now - datetime.timedelta(days=now.weekday())
    return monday.replace(hour=0, minute=0, second=0, microsecond=0)
