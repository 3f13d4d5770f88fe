"""Right answers are shown after each question, at the end, or never; and one goes forward only."""

import pytest
from django.urls import reverse

from quizzes.models import Attempt
from tests.conftest import right_form, wrong_form
from tests.factories import make_module, make_quiz

pytestmark = pytest.mark.django_db

EXPLAINED = "Un autre canal confirme."


@pytest.fixture
def begin(visitor):
    def begin(**settings):
        module = make_module(lessons=0, quiz=make_quiz(**settings))
        visitor.post(reverse("start_quiz", args=[module.pk]), {"ready": "1"})
        return Attempt.objects.get()

    return begin


def url_of(attempt, number):
    return reverse("question", args=[attempt.pk, number])


def address(name, attempt):
    return reverse(name, args=[attempt.pk])


def test_at_the_end_answers_follow_each_other_then_everything_is_explained(visitor, begin):
    attempt = begin(feedback="end")

    assert visitor.post(url_of(attempt, 1), wrong_form(attempt, 0)).url == url_of(attempt, 2)
    assert EXPLAINED not in visitor.get(url_of(attempt, 2)).content.decode()
    visitor.post(url_of(attempt, 2), right_form(attempt, 1))
    went = visitor.post(url_of(attempt, 3), right_form(attempt, 2)).url

    assert went == address("result", attempt)
    assert visitor.get(went).context["mistakes_url"] == address("mistakes", attempt)
    assert visitor.get(address("answers", attempt)).content.decode().count(EXPLAINED) == 3


def test_forward_only_an_answered_question_is_left_behind(visitor, begin):
    attempt = begin(feedback="end")
    visitor.post(url_of(attempt, 1), wrong_form(attempt, 0))

    for number in (1, 3):
        assert visitor.get(url_of(attempt, number)).url == url_of(attempt, 2)
    again = visitor.post(url_of(attempt, 1), right_form(attempt, 0))

    assert again.url == f"{url_of(attempt, 2)}?deja"
    assert "Votre première réponse est gardée." in visitor.get(again.url).content.decode()
    assert attempt.responses.get().points == 0


def test_never_shows_the_score_and_ones_own_answers_only(visitor, begin):
    attempt = begin(feedback="never")
    for number in (1, 2, 3):
        visitor.post(url_of(attempt, number), right_form(attempt, number - 1))

    page = visitor.get(address("answers", attempt)).content.decode()

    assert visitor.get(address("result", attempt)).context["right"] == 3
    assert "Rappeler" in page
    assert EXPLAINED not in page
    assert visitor.get(address("mistakes", attempt)).url == address("answers", attempt)


def test_free_without_review_ends_with_the_last_answer_missing(visitor, begin):
    attempt = begin(feedback="end", navigation="free")

    visitor.post(url_of(attempt, 3), right_form(attempt, 2))
    assert visitor.get(address("attempt", attempt)).url == url_of(attempt, 1)
    visitor.post(url_of(attempt, 1), right_form(attempt, 0))
    went = visitor.post(url_of(attempt, 2), right_form(attempt, 1)).url

    assert went == address("result", attempt)


def test_where_nothing_is_reviewed_nothing_is_sent(visitor, begin):
    attempt = begin()

    assert visitor.get(address("review", attempt)).url == address("attempt", attempt)
    assert visitor.post(address("review", attempt)).url == address("attempt", attempt)
    assert Attempt.objects.get().is_open


def test_explained_at_once_an_answer_is_final(visitor, begin):
    attempt = begin()
    visitor.post(url_of(attempt, 1), wrong_form(attempt, 0))
    visitor.post(url_of(attempt, 1), right_form(attempt, 0))

    assert [response.step for response in attempt.responses.all()] == [0]


def test_an_answer_that_was_emptied_says_so(visitor, begin):
    attempt = begin()
    for number in (1, 2, 3):
        visitor.post(url_of(attempt, number), wrong_form(attempt, number - 1))
    attempt.responses.update(answer={})

    for name in ("answers", "mistakes"):
        page = visitor.get(address(name, attempt))
        assert page.status_code == 200
        assert "effacée" in page.content.decode()
