"""What an organisation is told of those who completed what it asks, and who is reminded. Pure."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
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


def is_within(modules: set[int], others: set[int]) -> bool:
    """Return whether all the modules of a path are in another one, whichever of the two.

    Then who completes the one has completed the other. Asked the one of everybody and the other of
    a group, the difference of their figures would tell of those who are not in the group.
    """
    return modules <= others or others <= modules


@dataclass(frozen=True)
class Bar:
    """At least how many people are done, and have begun; of the others nothing is told."""

    done: int
    begun: int
    others: int


def bar(people: int, begun: int, done: int) -> Bar | None:
    """Return the parts to draw of a group, none of which tells fewer than five people apart.

    Those who have begun are told only where five have, and five others have done neither.
    """
    said = told(people, done)
    if said is Told.TOO_FEW_PEOPLE:
        return None
    at_least = {Told.FEW_DONE: 0, Told.FEW_LEFT: people - SMALLEST_GROUP + 1}
    done_told = at_least[said] if isinstance(said, Told) else said
    tells_begun = begun >= SMALLEST_GROUP and people - begun - done >= SMALLEST_GROUP
    begun_told = begun - begun % SMALLEST_GROUP if tells_begun else 0
    return Bar(done_told, begun_told, people - done_told - begun_told)


def fulfilled_at(
    modules: Iterable[datetime.datetime | None], since: datetime.datetime
) -> datetime.datetime | None:
    """Return when the last of what is asked was done, if every part was since that moment.

    `modules` says of each module when it was last completed, or its quiz passed again.
    """
    moments = list(modules)
    if not moments or any(moment is None or moment < since for moment in moments):
        return None
    return max(filter(None, moments))


DAYS_BEFORE = (14, 3)  # the last day, when the site reminds by itself
MOST_REMINDERS = 3  # of one path, to one person
APART = datetime.timedelta(days=7)  # two messages to one person, whatever they are about
OFFICE = range(9, 17)  # hours of the day, Monday to Friday


def may_remind(now: datetime.datetime, past: int, last: datetime.datetime | None) -> bool:
    """Return whether a person who had so many reminders, and a last message then, gets one more."""
    return past < MOST_REMINDERS and (last is None or now - last >= APART)


def window_opened(today: datetime.date, due_on: datetime.date) -> datetime.date | None:
    """Return the day since which the site reminds by itself of a last day, if it does today."""
    opened = [due_on - datetime.timedelta(days=days) for days in DAYS_BEFORE]
    past = [day for day in opened if day <= today <= due_on]
    return max(past, default=None)


def is_office_hour(now: datetime.datetime) -> bool:
    return now.weekday() < 5 and now.hour in OFFICE
