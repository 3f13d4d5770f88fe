"""Search forgives plurals, accents and slips, writes nothing, and shows what is public only."""

import pytest
from django.core.management import call_command

from courses import search
from tests.factories import make_help, make_lesson, make_module

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexes")]


@pytest.fixture
def lesson():
    module = make_module(title="Repérer un message piégé", lessons=0)
    lesson = make_lesson(
        module,
        title="Lire une adresse",
        summary="Le domaine d’abord.",
        body=(("text", "<p>L’hameçonnage imite une banque.</p>"),),
    )
    make_help()
    call_command("rebuild_references_index", verbosity=0)
    call_command("update_index", verbosity=0)
    return lesson


def titles(client, query):
    return [page.title for page in client.get("/recherche/", {"q": query}).context["pages"]]


@pytest.mark.parametrize("query", ["hameçonnage", "hameconnage", "adresse", "adresses", "domaine"])
def test_a_lesson_is_found(client, lesson, query):
    assert "Lire une adresse" in titles(client, query)


def test_a_hyphen_that_does_not_break_is_found_as_any_other(client):
    make_lesson(make_module(lessons=0), title="Le Wi\N{NON-BREAKING HYPHEN}Fi de la gare")
    call_command("update_index", verbosity=0)

    for query in ("wi-fi", "Wi\N{NON-BREAKING HYPHEN}Fi", "wi fi gare"):
        assert titles(client, query) == ["Le Wi\N{NON-BREAKING HYPHEN}Fi de la gare"]


def test_the_beginning_of_a_title_is_enough(client, lesson):
    assert titles(client, "adres") == ["Lire une adresse"]


def test_some_of_the_words_are_better_than_nothing(client, lesson):
    assert "Lire une adresse" in titles(client, "banque licorne")


def test_a_slip_is_understood(lesson):
    assert search.meant("mesage") == "message"
    assert search.meant("message") == ""


@pytest.mark.parametrize("query", ["adresse", "lire Adresses", "àdresse"])
def test_pages_whose_title_says_it_come_first(lesson, query):
    other = make_lesson(lesson.get_parent(), title="Autre")
    assert search.titles_first([other, lesson], query) == [lesson, other]


def test_a_draft_is_not_found(client, lesson):
    lesson.unpublish()
    assert titles(client, "hameçonnage") == []


def test_what_was_looked_for_comes_back_harmless(client, lesson):
    page = client.get("/recherche/", {"q": '<b>"banque'}).content.decode()
    assert "<b>&quot;" not in page
    assert "&lt;b&gt;" in page


@pytest.mark.parametrize("query", ["", "   ", "*", '"', "a" * 5000, "l'", "AND OR NOT"])
def test_anything_may_be_typed(client, lesson, query):
    assert client.get("/recherche/", {"q": query}).status_code == 200


def test_it_costs_the_same_whatever_is_found(client, lesson, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        client.get("/recherche/", {"q": "adresse"})


def test_no_cache_keeps_what_was_looked_for(client, lesson):
    assert "no-store" in client.get("/recherche/", {"q": "adresse"})["Cache-Control"]
