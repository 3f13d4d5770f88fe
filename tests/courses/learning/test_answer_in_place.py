"""Answers sent by answer.js: the pages they lead to come in the answer, without their frame."""

import re

import pytest
from django.urls import reverse

from courses.learning.views.questions import IN_PLACE
from quizzes.models import Attempt
from tests.conftest import right_form, wrong_form
from tests.factories import make_module, make_quiz

pytestmark = pytest.mark.django_db

PREFERENCE = {"Prefer": IN_PLACE}
ADDRESS = re.compile(r'<template data-url="([^"]+)">')
TITLE = re.compile(r"<title>([^<]*)</title>")


@pytest.fixture
def begin(visitor):
    def begin(**rules):
        module = make_module(lessons=1, quiz=make_quiz(**rules))
        visitor.post(reverse("start_quiz", args=[module.pk]), {"ready": "1"})
        return Attempt.objects.get()

    return begin


@pytest.fixture
def attempt(begin):
    return begin()


@pytest.fixture
def examination(begin):
    return begin(purpose="examination")


def url_of(attempt, number):
    return reverse("question", args=[attempt.pk, number])


def answer(visitor, attempt, number, form):
    return visitor.post(url_of(attempt, number), form, headers=PREFERENCE)


def right(visitor, attempt, number):
    return answer(visitor, attempt, number, right_form(attempt, number - 1))


def addresses(response):
    return ADDRESS.findall(response.content.decode())


def test_the_explanation_and_the_next_question_come_with_the_answer(attempt, visitor):
    response = right(visitor, attempt, 1)

    explained, asked = response.content.decode().split("</template>")[:2]
    assert response.headers["Preference-Applied"] == IN_PLACE
    assert "no-store" in response.headers["Cache-Control"]
    assert addresses(response) == [url_of(attempt, 1), url_of(attempt, 2)]
    assert "Un autre canal confirme." in explained
    assert asked.count('type="radio"') == 3
    assert "Un autre canal confirme." not in asked
    assert attempt.responses.get().points == 1


def test_they_are_the_pages_of_those_addresses_without_their_frame(attempt, visitor):
    response = right(visitor, attempt, 1)

    parts = response.content.decode()
    assert "<header" not in parts
    for part, address in zip(parts.split("</template>"), addresses(response), strict=False):
        page = visitor.get(address).content.decode()
        assert TITLE.findall(part) == TITLE.findall(page)
        assert body(part) == body(page)


def body(html):
    """Return what a page says between its title and its end, each token apart."""
    (said,) = re.findall(r'(?s)<div class="narrow">.*?</p>\s*</div>\s*(?=</main|$)', html.strip())
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", said).strip()


def test_the_last_answer_comes_back_explained_alone_and_closes_the_attempt(attempt, visitor):
    right(visitor, attempt, 1)
    right(visitor, attempt, 2)

    response = right(visitor, attempt, 3)

    attempt.refresh_from_db()
    assert addresses(response) == [url_of(attempt, 3)]
    assert reverse("result", args=[attempt.pk]) in response.content.decode()
    assert attempt.passed


def test_an_examination_sends_the_next_question_and_no_explanation(examination, visitor):
    answer(visitor, examination, 2, wrong_form(examination, 1))

    response = right(visitor, examination, 1)

    page = response.content.decode()
    assert addresses(response) == [url_of(examination, 2)]
    assert "Un autre canal confirme." not in page
    assert page.count("checked") == 1
    assert "Retour sur" not in page


def test_the_end_of_an_examination_is_gone_to_as_ever(examination, visitor):
    assert "data-in-place" in visitor.get(url_of(examination, 2)).content.decode()
    assert "data-in-place" not in visitor.get(url_of(examination, 3)).content.decode()

    response = right(visitor, examination, 3)

    assert response.url == reverse("review", args=[examination.pk])


def test_the_answer_that_ends_an_attempt_out_of_order_leads_to_its_result(begin, visitor):
    attempt = begin(purpose="examination", review=False)
    right(visitor, attempt, 2)
    right(visitor, attempt, 3)

    response = right(visitor, attempt, 1)

    assert response.url == reverse("result", args=[attempt.pk])


def test_where_time_runs_the_next_question_is_asked_when_one_goes_to_it(begin, visitor):
    attempt = begin(time_limit=20)

    response = right(visitor, attempt, 1)

    assert addresses(response) == [url_of(attempt, 1)]
    assert "<time-left" in response.content.decode()


def test_a_blank_answer_brings_its_question_back_with_what_is_missing(attempt, visitor):
    response = answer(visitor, attempt, 1, {})

    assert addresses(response) == [url_of(attempt, 1)]
    assert "error-summary" in response.content.decode()
    assert not attempt.responses.exists()


def test_a_second_answer_is_told_that_the_first_is_kept(attempt, visitor):
    right(visitor, attempt, 1)

    response = answer(visitor, attempt, 1, wrong_form(attempt, 0))

    assert response.url == f"{url_of(attempt, 1)}?deja"
    assert attempt.responses.get().points == 1


@pytest.mark.parametrize("form", [{"choice": "9"}, {"choice": ["0", "1"]}, {"other": "1"}])
def test_a_forged_answer_is_refused(attempt, visitor, form):
    assert answer(visitor, attempt, 1, form).status_code == 400
    assert not attempt.responses.exists()


def test_somebody_else_is_refused(attempt, stranger):
    assert right(stranger, attempt, 1).status_code == 404
    assert not attempt.responses.exists()


def test_any_other_preference_is_led_on_as_ever(attempt, visitor):
    form = right_form(attempt, 0)

    response = visitor.post(url_of(attempt, 1), form, headers={"Prefer": "return=minimal"})

    assert response.url == url_of(attempt, 1)
