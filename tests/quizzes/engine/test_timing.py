"""When an attempt ends, and whether another one may start."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.engine.settings import Settings
from quizzes.engine.timing import Refusal, attempts_left, deadline, refusal

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


def minutes(number: int) -> timedelta:
    return timedelta(minutes=number)


def rules(**settings) -> Settings:
    return Settings(pass_mark=80, **settings).resolved()


def test_without_limit_nor_closing_day_an_attempt_has_no_deadline() -> None:
    assert deadline(rules(), NOON, extra_time=100) is None


@pytest.mark.parametrize(
    ("limit", "extra", "given_minutes"),
    [(20, 0, 20), (20, 33, 27), (20, 50, 30), (20, 100, 40), (1, 33, 2), (600, 100, 1200)],
)
def test_extra_time_is_added_in_whole_minutes(limit: int, extra: int, given_minutes: int) -> None:
    assert deadline(rules(time_limit=limit), NOON, extra) == NOON + minutes(given_minutes)


def test_nobody_goes_on_after_the_quiz_has_closed() -> None:
    closing = rules(time_limit=20, closes_at=NOON + minutes(10))

    assert deadline(closing, NOON, extra_time=100) == NOON + minutes(10)
    assert deadline(rules(closes_at=NOON + minutes(10)), NOON, 0) == NOON + minutes(10)


@given(st.integers(1, 600), st.sampled_from([0, 33, 50, 100]))
def test_extra_time_never_takes_time_away_nor_gives_more_than_asked_for(limit, extra) -> None:
    due = deadline(rules(time_limit=limit), NOON, extra)

    assert due is not None
    exact = timedelta(minutes=limit) * (100 + extra) / 100
    assert exact <= due - NOON < exact + minutes(1)


def test_a_quiz_opens_and_closes_on_time() -> None:
    dated = rules(opens_at=NOON, closes_at=NOON + minutes(60))

    assert refusal(dated, [], NOON - minutes(1)) == Refusal("not_open", NOON)
    assert refusal(dated, [], NOON) is None
    assert refusal(dated, [], NOON + minutes(59)) is None
    assert refusal(dated, [], NOON + minutes(60)) == Refusal("closed", NOON + minutes(60))


def test_attempts_are_counted() -> None:
    two = rules(attempts_allowed=2)

    assert refusal(two, [NOON], NOON) is None
    assert refusal(two, [NOON, NOON], NOON) == Refusal("none_left")
    assert [attempts_left(two, started) for started in (0, 1, 2, 3)] == [2, 1, 0, 0]
    assert attempts_left(rules(), 1000) is None


def test_the_wait_runs_from_the_last_attempt_and_ends() -> None:
    slow = rules(waiting_time=30)
    past = [NOON, NOON - minutes(600)]

    assert refusal(slow, [], NOON) is None
    assert refusal(slow, past, NOON + minutes(29)) == Refusal("wait", NOON + minutes(30))
    assert refusal(slow, past, NOON + minutes(30)) is None


def test_who_has_no_attempt_left_is_not_told_to_wait() -> None:
    both = rules(attempts_allowed=2, waiting_time=30)

    assert refusal(both, [NOON, NOON], NOON) == Refusal("none_left")
