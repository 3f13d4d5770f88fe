"""Time runs on the server's clock: an attempt has a deadline, a grace, and counts as submitted."""

import datetime

import pytest

from quizzes.actions import NotNow, OutOfTurn, TimeIsUp, record_response, start
from quizzes.models import Attempt
from quizzes.outcomes import may_start_again, overall_result
from tests.conftest import right_form, wrong_form
from tests.factories import LearnerFactory, make_quiz

pytestmark = pytest.mark.django_db


def minutes(number):
    return datetime.timedelta(minutes=number)


SECOND = datetime.timedelta(seconds=1)


@pytest.fixture
def learner():
    return LearnerFactory()


@pytest.fixture
def timed():
    return make_quiz(time_limit=20, grace=30)


def test_an_attempt_is_given_its_deadline_when_it_starts(learner, timed, now):
    attempt = start(timed, learner, now)

    assert attempt.deadline == now + minutes(20)
    assert attempt.ends_at == now + minutes(20) + 30 * SECOND


def test_without_a_limit_there_is_no_deadline(learner, now):
    assert start(make_quiz(), learner, now).deadline is None


def test_extra_time_is_the_learners_own(timed, now):
    slow = start(timed, LearnerFactory(extra_time=50), now)
    usual = start(timed, LearnerFactory(), now)

    assert (slow.deadline, usual.deadline) == (now + minutes(30), now + minutes(20))


def test_extra_time_chosen_later_changes_no_attempt_under_way(learner, timed, now):
    attempt = start(timed, learner, now)
    learner.extra_time = 100
    learner.save()

    assert start(timed, learner, now + minutes(1)).deadline == attempt.deadline


def test_an_answer_in_the_grace_is_taken_and_one_after_it_refused(learner, timed, now):
    attempt = start(timed, learner, now)

    record_response(attempt, 0, right_form(attempt, 0), attempt.ends_at)
    with pytest.raises(TimeIsUp):
        record_response(attempt, 1, right_form(attempt, 1), attempt.ends_at + SECOND)

    assert attempt.responses.get().position == 0


def test_the_first_answer_is_told_as_kept_even_after_time_is_up(learner, timed, now):
    attempt = start(timed, learner, now)
    record_response(attempt, 0, right_form(attempt, 0), now)

    again = record_response(attempt, 0, wrong_form(attempt, 0), attempt.ends_at + SECOND)

    assert again.already


def test_an_overdue_attempt_counts_as_submitted_with_what_was_sent(learner, timed, now):
    attempt = start(timed, learner, now)
    record_response(attempt, 0, right_form(attempt, 0), now)

    assert not attempt.is_overdue(attempt.ends_at)
    assert attempt.is_overdue(attempt.ends_at + SECOND)
    attempt.close(attempt.deadline)
    assert (attempt.score, attempt.passed, attempt.submitted_at) == (1, False, attempt.deadline)
    assert Attempt.objects.get().is_open


def test_only_attempts_with_time_left_are_under_way(learner, timed, now):
    attempt = start(timed, learner, now)
    unlimited = start(make_quiz(), learner, now)

    def under_way(at):
        return set(Attempt.objects.under_way(at))

    assert under_way(now) == {attempt, unlimited}
    assert under_way(attempt.deadline) == {unlimited}
    assert set(Attempt.objects.past_deadline(attempt.deadline)) == {attempt}


def test_an_edition_frozen_before_keeps_its_own_limit(learner, timed, now):
    attempt = start(timed, learner, now)
    timed.time_limit = 5
    timed.grace = 0
    timed.save_revision().publish()

    attempt.refresh_from_db()
    assert attempt.ends_at == now + minutes(20) + 30 * SECOND
    timed.refresh_from_db()
    assert start(timed, LearnerFactory(), now).deadline == now + minutes(5)


def test_a_quiz_that_closes_ends_every_attempt(learner, now):
    quiz = make_quiz(time_limit=20, closes_at=now + minutes(10))

    assert start(quiz, LearnerFactory(extra_time=100), now).deadline == now + minutes(10)
    with pytest.raises(NotNow) as refused:
        start(quiz, learner, now + minutes(10))
    assert refused.value.refusal.reason == "closed"


def test_a_quiz_is_over_once_the_grace_of_its_last_minute_is(learner, now):
    quiz = make_quiz(closes_at=now, grace=30)

    assert may_start_again(quiz, [], now + 30 * SECOND)
    assert not may_start_again(quiz, [], now + 31 * SECOND)


def test_attempts_allowed_are_counted_one_learner_at_a_time(learner, now, finish):
    quiz = make_quiz(attempts_allowed=1)
    finish(start(quiz, learner, now))

    with pytest.raises(NotNow) as refused:
        start(quiz, learner, now)

    assert refused.value.refusal.reason == "none_left"
    assert start(quiz, LearnerFactory(), now)


def test_an_open_attempt_goes_on_whatever_the_limits(learner, now):
    quiz = make_quiz(attempts_allowed=1, closes_at=now + minutes(5))
    attempt = start(quiz, learner, now)

    assert start(quiz, learner, now + minutes(6)) == attempt


def test_the_wait_runs_from_the_end_of_the_last_attempt(learner, now, finish):
    quiz = make_quiz(waiting_time=30)
    finish(start(quiz, learner, now))

    with pytest.raises(NotNow):
        start(quiz, learner, now + minutes(29))
    assert start(quiz, learner, now + minutes(30)).is_open


@pytest.mark.parametrize(
    ("grading", "passed"), [("best", True), ("last", False), ("first", False), ("average", False)]
)
def test_the_attempt_that_counts_is_the_one_the_quiz_says(learner, now, finish, grading, passed):
    quiz = make_quiz(grading=grading)
    for number, right in enumerate((False, True, False)):
        attempt = start(quiz, learner, now + minutes(number))
        finish(attempt, right=right)
        Attempt.objects.filter(pk=attempt.pk).update(submitted_at=now + minutes(number))

    assert overall_result(quiz, attempt.tries).passed is passed


def test_a_closed_attempt_takes_no_answer_more(learner, timed, now, finish):
    attempt = finish(start(timed, learner, now))

    with pytest.raises(OutOfTurn):
        record_response(attempt, 3, {"choice": ["0"]}, now)
