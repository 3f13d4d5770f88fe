"""What a learner may be told of the answers of an attempt."""

import itertools

import pytest

from quizzes.engine.revealing import revealed
from quizzes.engine.settings import Settings

SITUATIONS = list(itertools.product([True, False], repeat=3))


def told(feedback, closed=True, passed=False, again=True, **settings):
    rules = Settings(pass_mark=80, feedback=feedback, **settings).resolved()
    return revealed(rules, closed=closed, passed=passed, may_try_again=again)


@pytest.mark.parametrize("feedback", ["each", "end", "passed", "never"])
def test_nothing_is_told_of_an_open_attempt_as_a_whole(feedback) -> None:
    for passed, again in itertools.product([True, False], repeat=2):
        assert told(feedback, closed=False, passed=passed, again=again) == "nothing"


def test_at_the_end_everything_is_explained() -> None:
    assert told("each") == told("end") == "key"


def test_never_is_never() -> None:
    assert {told("never", *situation) for situation in SITUATIONS} == {"nothing"}


def test_the_key_waits_for_success_or_for_the_last_attempt() -> None:
    assert told("passed", passed=False, again=True) == "right"
    assert told("passed", passed=True, again=True) == "key"
    assert told("passed", passed=False, again=False) == "key"


def test_an_examination_gives_no_key_as_long_as_it_may_be_tried_again() -> None:
    assert told("", purpose="examination", passed=False, again=True) == "right"
