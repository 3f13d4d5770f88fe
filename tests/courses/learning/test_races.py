"""However fast people click, and from however many tabs, everything happens once."""

import datetime
import threading

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse

from courses.certificates import actions as certificate_actions
from courses.certificates.models import Certificate
from courses.learning import actions, issuing
from courses.learning.models import Completion, Enrolment, LessonDone
from elearning.accounts.learners import SALT
from elearning.accounts.models import Learner
from quizzes.actions import NotNow, OutOfTurn
from quizzes.models import Attempt, Response
from tests.conftest import right_form, wrong_form
from tests.factories import LearnerFactory, UserFactory, make_home, make_module, make_quiz

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def learner():
    return LearnerFactory()


@pytest.fixture
def module():
    return make_module(lessons=2)


def browser_of(learner):
    """Return a browser that has the learner's cookie."""
    browser = Client(headers={"Sec-Fetch-Site": "same-origin"})
    browser.cookies["learner"] = signing.dumps(learner.pk.hex, salt=SALT)
    return browser


def posting(learner, url, data=lambda number: {}):
    """Return what one tab does: post to an address, and say where it was sent."""

    def post(number):
        response = browser_of(learner).post(url, data(number))
        assert response.status_code == 302, response.status_code
        return response.url

    return post


def test_the_same_answer_many_times_is_one_response(module, learner, now, at_once):
    attempt = actions.start_quiz(module, learner, now)
    url = reverse("question", args=[attempt.pk, 1])
    form = right_form(attempt, 0)

    went = at_once(posting(learner, url, lambda number: form))

    assert Response.objects.count() == 1
    assert sorted(went) == [url] + [f"{url}?deja"] * 19


def test_different_answers_to_one_question_are_one_response(module, learner, now, at_once):
    attempt = actions.start_quiz(module, learner, now)
    url = reverse("question", args=[attempt.pk, 1])
    forms = [right_form(attempt, 0), wrong_form(attempt, 0), {"dont_know": "1"}]

    at_once(posting(learner, url, lambda number: forms[number % 3]))

    assert Response.objects.count() == 1


def test_many_last_answers_close_the_attempt_once(module, learner, now, at_once, finish):
    for lesson in module.lessons:
        actions.finish_lesson(lesson, learner, now)
    attempt = actions.start_quiz(module, learner, now)
    for position in range(attempt.length - 1):
        actions.answer(
            attempt.pk, {"learner": learner}, position, right_form(attempt, position), now
        )
    last = attempt.length - 1
    forms = [right_form(attempt, last), wrong_form(attempt, last)]
    url = reverse("question", args=[attempt.pk, attempt.length])

    went = at_once(posting(learner, url, lambda number: forms[number % 2]))

    attempt.refresh_from_db()
    response = attempt.responses.get(position=last)
    assert went.count(url) == 1
    assert attempt.submitted_at == response.created_at
    assert attempt.score == last + response.points
    assert Completion.objects.count() == (1 if attempt.passed else 0)


def test_many_starts_open_one_attempt(module, learner, at_once):
    went = at_once(posting(learner, reverse("start_quiz", args=[module.pk])))

    assert went == [reverse("attempt", args=[Attempt.objects.get().pk])] * 20
    assert Enrolment.objects.count() == 1


def test_many_starts_at_the_only_attempt_allowed_start_one(learner, at_once, now, finish):
    quiz = make_quiz(questions=1, attempts_allowed=1)
    module = make_module(quiz=quiz)

    def start_and_finish(number):
        """Start and answer at once, as fast as a machine could."""
        try:
            attempt = actions.start_quiz(module, learner, now)
            actions.answer(attempt.pk, {"learner": learner}, 0, {"dont_know": ["1"]}, now)
        except NotNow:
            return "refused"
        return attempt.pk

    went = at_once(start_and_finish)

    assert Attempt.objects.count() == Response.objects.count() == 1
    assert set(went) <= {Attempt.objects.get().pk, "refused"}


def test_an_answer_and_the_end_of_time_at_once_agree(learner, at_once, now):
    module = make_module(lessons=0, quiz=make_quiz(questions=1, time_limit=1, grace=0))
    learners = [LearnerFactory() for _ in range(10)]
    attempts = [actions.start_quiz(module, one, now) for one in learners]
    forms = [right_form(attempt, 0) for attempt in attempts]
    end = attempts[0].deadline
    after = end + datetime.timedelta(seconds=1)

    def act(number):
        if number % 2:
            return actions.close_overdue(after)
        attempt = attempts[number // 2]
        try:
            owner = {"learner": attempt.learner}
            return actions.answer(attempt.pk, owner, 0, forms[number // 2], end).already
        except OutOfTurn:
            return "closed"

    at_once(act)

    for attempt in Attempt.objects.all():
        assert attempt.state == "graded"
        assert attempt.score == attempt.responses.count()


def test_a_last_lesson_finished_many_times_completes_once(module, learner, now, at_once, finish):
    finish(actions.start_quiz(module, learner, now))
    first, last = module.lessons
    actions.finish_lesson(first, learner, now)

    at_once(posting(learner, reverse("lesson_done", args=[last.pk])))

    assert LessonDone.objects.filter(lesson=last).count() == 1
    assert Enrolment.objects.count() == 1
    assert Completion.objects.count() == 1


def test_a_first_lesson_finished_many_times_enrols_once(module, learner, at_once):
    at_once(posting(learner, reverse("lesson_done", args=[module.lessons[0].pk])))

    assert (LessonDone.objects.count(), Enrolment.objects.count()) == (1, 1)


def test_two_last_lessons_at_once_complete_the_module(module, now, at_once, finish):
    learners = [LearnerFactory() for _ in range(10)]
    for learner in learners:
        finish(actions.start_quiz(module, learner, now))
    lessons = list(module.lessons)

    at_once(lambda number: actions.finish_lesson(lessons[number % 2], learners[number // 2], now))

    assert Completion.objects.count() == 10


def test_the_last_lesson_and_the_last_answer_at_once_complete_the_module(now, at_once):
    module = make_module(lessons=1, quiz=make_quiz(questions=1))
    lesson = module.lessons[0]
    learners = [LearnerFactory() for _ in range(10)]
    attempts = [actions.start_quiz(module, learner, now) for learner in learners]
    forms = [right_form(attempt, 0) for attempt in attempts]

    def act(number):
        learner, attempt = learners[number // 2], attempts[number // 2]
        if number % 2:
            actions.finish_lesson(lesson, learner, now)
        else:
            actions.answer(attempt.pk, {"learner": learner}, 0, forms[number // 2], now)

    at_once(act)

    assert Completion.objects.count() == 10


def test_many_requests_for_a_certificate_issue_one(
    module, learner, now, at_once, finish, monkeypatch
):
    """Each has looked, and has found no certificate, before any is issued."""
    together = threading.Barrier(20)

    def issue(**facts):
        together.wait()
        return certificate_actions.issue(**facts)

    monkeypatch.setattr(issuing, "issue", issue)
    finish(actions.start_quiz(module, learner, now))
    for lesson in module.lessons:
        actions.finish_lesson(lesson, learner, now)
    url = reverse("certificate_request", args=[module.pk])

    went = at_once(posting(learner, url, lambda number: {"name": f"Camille {number}"}))

    assert set(went) == {Certificate.objects.get().get_absolute_url()}


def test_many_first_clicks_of_one_account_make_one_learner(at_once):
    make_home(quiz=make_quiz())
    user = UserFactory()

    def click(number):
        browser = Client(headers={"Sec-Fetch-Site": "same-origin"})
        browser.force_login(user)
        return browser.post(reverse("begin")).url

    went = at_once(click)

    assert Learner.objects.count() == 1
    assert went == [reverse("attempt", args=[Attempt.objects.get().pk])] * 20


def test_many_first_clicks_without_a_cookie_each_open_the_attempt_they_lead_to(at_once):
    make_home(quiz=make_quiz())

    def click(number):
        browser = Client(headers={"Sec-Fetch-Site": "same-origin"})
        return browser.post(reverse("begin"), follow=True).status_code

    assert at_once(click) == [200] * 20
    assert Attempt.objects.count() == Learner.objects.count() == 20
