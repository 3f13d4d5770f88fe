"""When a path is completed, what locks a step, and which one comes next."""

import pytest

from courses.learning.rules import Step, is_path_earned, locking, next_step

TODO, DONE = Step(optional=False, done=False), Step(optional=False, done=True)
MAY, DID = Step(optional=True, done=False), Step(optional=True, done=True)


@pytest.mark.parametrize(
    ("steps", "earned"),
    [
        ([DONE, DONE], True),
        ([DONE, TODO], False),
        ([DONE, MAY], True),
        ([TODO, DID], False),
        ([DID], False),  # nothing is asked
        ([], False),
    ],
)
def test_a_path_is_completed_once_what_is_asked_is(steps, earned):
    assert is_path_earned(steps) is earned


@pytest.mark.parametrize(
    ("steps", "locks"),
    [
        ([TODO, TODO, TODO], [None, 0, 0]),
        ([DONE, TODO, MAY], [None, None, 1]),
        ([MAY, TODO], [None, None]),  # what is optional locks nothing
        ([TODO, DONE, TODO], [None, None, 0]),  # what is done stays open
    ],
)
def test_in_order_a_step_waits_for_what_is_asked_before_it(steps, locks):
    assert [locking(steps, place) for place in range(len(steps))] == locks


@pytest.mark.parametrize(
    ("steps", "place"),
    [
        ([TODO, TODO], 0),
        ([DONE, TODO], 1),
        ([MAY, TODO], 1),
        ([DONE, MAY], 1),
        ([DONE, DID], None),
        ([], None),
    ],
)
def test_what_is_asked_comes_before_what_is_optional(steps, place):
    assert next_step(steps) == place
