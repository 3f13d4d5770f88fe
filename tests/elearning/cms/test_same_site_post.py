"""The buttons of public pages carry no token: the browser says where the click came from."""

import itertools
import re

import pytest
from django.test import Client
from django.urls import reverse

from elearning.accounts.models import Learner
from quizzes.models import Attempt
from tests.factories import make_home, make_module

pytestmark = pytest.mark.django_db

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


@pytest.fixture
def strict():
    """A browser whose tokens are checked."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def module():
    return make_module(lessons=1)


@pytest.fixture
def buttons(module):
    make_home().__class__.objects.update(quiz=module.quiz)
    return [
        reverse("begin"),
        reverse("start_quiz", args=[module.pk]),
        reverse("lesson_done", args=[module.lessons[0].pk]),
    ]


HERE = [
    {"Sec-Fetch-Site": "same-origin"},
    {"Origin": "http://testserver"},
    {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
]
ELSEWHERE = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "none"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
    {"Origin": "https://testserver"},
    {"Origin": "http://testserver:8000"},
    {"Origin": "http://testserver.example"},
    {"Origin": "null"},
]


def test_a_click_on_this_site_is_taken(strict, buttons):
    for button, headers in itertools.product(buttons, HERE):
        assert strict.post(button, headers=headers).status_code == 302, (button, headers)
    assert Learner.objects.count() == 1


def test_a_click_on_another_site_is_refused_in_words(strict, buttons):
    for button, headers in itertools.product(buttons, ELSEWHERE):
        response = strict.post(button, headers=headers)
        assert response.status_code == 403, (button, headers)
        assert response.templates[0].name == "403_csrf.html"
        assert not response.cookies
    assert not Learner.objects.exists()


def test_a_browser_that_says_nothing_is_asked_to_confirm_and_may(strict, buttons):
    for button in buttons:
        page = strict.post(button)
        assert page.status_code == 200
        assert page.templates[0].name == "confirm_post.html"
        assert "no-store" in page.headers["Cache-Control"]
    assert not Learner.objects.exists()

    token = TOKEN.search(page.content.decode()).group(1)
    for button in buttons:
        assert strict.post(button, {"csrfmiddlewaretoken": token}).status_code == 302
    assert Learner.objects.count() == 1


def test_a_token_that_is_not_this_browsers_is_refused(strict, buttons):
    strict.post(buttons[0])

    for button in buttons:
        assert strict.post(button, {"csrfmiddlewaretoken": "x" * 64}).status_code == 403
    assert not Learner.objects.exists()


def test_a_link_to_a_button_does_nothing(strict, buttons):
    assert [strict.get(button).status_code for button in buttons] == [405, 405, 405]
    assert not Attempt.objects.exists()
