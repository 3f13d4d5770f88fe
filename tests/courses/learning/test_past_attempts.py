"""Learners see their past attempts, what they came to, and what they answered."""

import datetime

import pytest
from django.urls import reverse

from quizzes.models import Attempt, Question, ScoreBand
from tests.conftest import right_form, wrong_form
from tests.factories import make_home, make_module, make_quiz, single

pytestmark = pytest.mark.django_db

ATTEMPTS = "/mon-parcours/tentatives/"


@pytest.fixture
def take(visitor):
    def take(module, form=right_form):
        visitor.post(reverse("start_quiz", args=[module.pk]), {"ready": "1"})
        attempt = Attempt.objects.get(state="open")
        for number in range(1, attempt.length + 1):
            url = reverse("question", args=[attempt.pk, number])
            visitor.post(url, form(attempt, number - 1))
        return attempt

    return take


def states(visitor):
    return [row["state"] for row in visitor.get(ATTEMPTS).context["attempts"]]


def test_past_attempts_come_the_newest_first_with_their_result(visitor, take):
    module = make_module()
    take(module, wrong_form)
    take(module)

    assert states(visitor) == ["Réussi, 100\N{NO-BREAK SPACE}%", "Pas encore, 0\N{NO-BREAK SPACE}%"]


def test_practice_has_a_percentage_and_an_open_attempt_is_to_resume(visitor, take):
    take(make_module(quiz=make_quiz(pass_mark=None)))
    make_home().__class__.objects.update(quiz=make_quiz(pass_mark=None))
    visitor.post(reverse("begin"))
    opened = Attempt.objects.get(state="open")

    rows = visitor.get(ATTEMPTS).context["attempts"]

    assert [row["state"] for row in rows] == ["En cours", "100\N{NO-BREAK SPACE}%"]
    assert rows[0]["url"] == reverse("attempt", args=[opened.pk])


def test_an_attempt_whose_time_is_over_has_its_result(visitor):
    module = make_module(quiz=make_quiz(time_limit=5))
    visitor.post(reverse("start_quiz", args=[module.pk]), {"ready": "1"})
    late = Attempt.objects.get().started_at - datetime.timedelta(hours=1)
    Attempt.objects.update(deadline=late)

    assert states(visitor) == ["Pas encore, 0\N{NO-BREAK SPACE}%"]
    assert Attempt.objects.get().is_open


def test_the_answers_are_seen_again_in_the_words_of_that_day(visitor, take):
    attempt = take(make_module())
    for question in Question.objects.all():
        question.content = [{"type": "single", "value": single("Autrement dit ?")}]
        question.save_revision().publish()

    page = visitor.get(visitor.get(ATTEMPTS).context["attempts"][0]["url"]).content.decode()

    assert reverse("result", args=[attempt.pk]) in page
    assert "Autrement dit" not in page
    assert page.count("Retour sur Rappeler.") == 3


def test_nobody_elses_attempts_are_listed(visitor, stranger, take):
    take(make_module())

    assert stranger.get(ATTEMPTS).context["attempts"] == []


def test_the_journey_leads_to_past_attempts_once_there_may_be_some(visitor, take):
    assert ATTEMPTS not in visitor.get("/mon-parcours/").content.decode()
    take(make_module())

    assert ATTEMPTS in visitor.get("/mon-parcours/").content.decode()


def test_a_weighted_result_is_told_in_points_with_the_words_of_its_band(visitor, take):
    quiz = make_quiz(questions=2)
    quiz.draws.update(points=3)
    ScoreBand.objects.create(quiz=quiz, from_percent=0, text="Reprenez la première leçon.")
    ScoreBand.objects.create(quiz=quiz, from_percent=50, text="Vous y êtes presque.")
    quiz.freeze()
    module = make_module(quiz=quiz)

    def half(attempt, position):
        return (right_form if position else wrong_form)(attempt, position)

    attempt = take(module, half)
    page = visitor.get(reverse("result", args=[attempt.pk])).content.decode()

    assert ": 3 sur 6." in page
    assert "Il vous manque 2 points." in page
    assert "Vous y êtes presque." in page
    assert "Reprenez" not in page


def test_the_section_and_the_points_of_a_question_are_told(visitor):
    quiz = make_quiz(questions=1)
    quiz.draws.update(points=3, section="Au guichet")
    quiz.freeze()
    module = make_module(quiz=quiz)
    visitor.post(reverse("start_quiz", args=[module.pk]))

    page = visitor.get(reverse("question", args=[Attempt.objects.get().pk, 1])).content.decode()

    assert "Au guichet" in page
    assert "3 points" in page
