"""Every error says what happened and what to do next, in French."""

import html
import re

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.urls import path, reverse

from elearning.urls import urlpatterns as ours
from tests.factories import UserFactory, make_home, make_module, make_quiz


def broken(request):
    raise ZeroDivisionError


def closed(request):
    raise PermissionDenied


urlpatterns = [path("broken/", broken), path("closed/", closed), *ours]


@pytest.fixture
def people():
    """A browser as people have it: it is shown the page, not the exception."""
    return Client(raise_request_exception=False, enforce_csrf_checks=True)


@pytest.fixture
def faulty_addresses(settings):
    settings.ROOT_URLCONF = __name__


def words(response):
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(html.unescape(text).split())


def assert_tells(response, status, sentence):
    """The page says what happened, in a whole page with a way out."""
    assert response.status_code == status
    assert response.headers["Content-Type"].startswith("text/html")
    assert sentence in words(response)
    assert 'lang="fr"' in response.content.decode()
    assert re.search(r'class="button" href="/?"', response.content.decode())


@pytest.mark.django_db
def test_an_address_that_is_nothing(people):
    make_home()

    assert_tells(people.get("/nulle-part/"), 404, "Cette page n’existe pas")


def test_a_host_that_is_not_ours(people):
    response = people.get("/", headers={"Host": "ailleurs.example"})

    assert_tells(response, 400, "Nous n’avons pas compris cette demande.")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("data", "content_type"),
    [
        (
            "&".join(f"field{number}=x" for number in range(2000)),
            "application/x-www-form-urlencoded",
        ),
        ("choice=" + "x" * 2_600_000, "application/x-www-form-urlencoded"),
        ("not multipart at all", "multipart/form-data; boundary=x"),
        ("not multipart at all", "multipart/form-data"),
    ],
    ids=["too many fields", "too long", "no part", "no boundary"],
)
def test_a_form_that_no_page_of_ours_sends(people, data, content_type):
    make_home(quiz=make_quiz())
    people.post(reverse("begin"), headers={"Sec-Fetch-Site": "same-origin"})
    question = people.get("/mon-parcours/").context["resume"]["url"] + "1/"

    response = people.post(question, data=data, content_type=content_type)

    assert response.status_code in (400, 403)
    assert 'class="button" href="/"' in response.content.decode()


@pytest.mark.django_db
def test_a_page_that_is_not_for_this_person(people, faulty_addresses):
    make_home()
    people.force_login(UserFactory())

    assert_tells(people.get("/closed/"), 403, "Vous ne pouvez pas ouvrir cette page.")


def test_a_form_without_its_token(people):
    response = people.post(reverse("account_login"), {"login": "a"})

    assert_tells(response, 403, "Ce formulaire a expiré.")


@pytest.mark.django_db
def test_too_many_attempts(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    make_home()
    for _ in range(2):
        response = client.post(reverse("account_login"), {"login": "a", "password": "b"})

    assert_tells(response, 429, "Trop d’essais.")
    assert int(response.headers["Retry-After"]) > 0


def test_a_fault_of_ours_is_told_without_the_database(people, faulty_addresses):
    """No `django_db` here: any query would fail."""
    assert_tells(people.get("/broken/"), 500, "Un problème est survenu chez nous.")


@pytest.mark.django_db
def test_a_fault_of_ours_while_the_database_is_gone(people, monkeypatch):
    make_module()

    def fail(*args):
        raise OSError("gone")

    monkeypatch.setattr(connection, "cursor", fail)

    assert_tells(people.get("/mon-parcours/"), 500, "Un problème est survenu chez nous.")


@pytest.mark.parametrize("template", ["500.html", "503.html", "400.html", "403_csrf.html"])
def test_pages_of_a_bad_day_need_nothing(template):
    assert 'class="button"' in render_to_string(template)
