"""What a manager is told: never a number that names somebody."""

import datetime

import pytest

from courses.assignments.rules import Told, told
from elearning.organisations.rules import counted_until


@pytest.mark.parametrize(
    ("people", "done", "said"),
    [
        (0, 0, Told.TOO_FEW_PEOPLE),
        (9, 6, Told.TOO_FEW_PEOPLE),  # 4 are left, or all but 4
        (10, 0, Told.FEW_DONE),
        (10, 4, Told.FEW_DONE),
        (10, 5, 5),
        (10, 6, Told.FEW_LEFT),
        (10, 10, Told.FEW_LEFT),
        (12, 7, 5),
        (40, 34, 30),
        (40, 35, 35),
        (40, 36, Told.FEW_LEFT),
    ],
)
def test_fewer_than_five_are_never_counted_on_either_side(people, done, said):
    assert told(people, done) == said


def test_no_answer_tells_fewer_than_five_people_apart():
    """Whatever is said, at least five different numbers of people could have led to it."""
    for people in range(10, 60):
        answers = {}
        for done in range(people + 1):
            answers.setdefault(told(people, done), []).append(done)
        for said, numbers in answers.items():
            alone = said not in (Told.FEW_DONE, Told.FEW_LEFT) and len(numbers) < 5
            # The last band before "few left" may be short; both sides of it are five or more.
            assert not alone or (numbers[0] >= 5 and people - numbers[-1] >= 5)


@pytest.mark.parametrize("day", range(7))
def test_counting_stops_on_monday(day):
    monday = datetime.datetime(2026, 11, 23)
    assert counted_until(monday + datetime.timedelta(days=day, hours=9)) == monday
