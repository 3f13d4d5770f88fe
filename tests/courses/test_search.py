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
        summary="Le domaine d’abord, l’école ensuite.",
        body=(
            ("heading", "Une contrefaçon soignée"),
            ("text", "<p>L’hameçonnage imite une banque.</p>"),
        ),
    )
    make_help()
    call_command("rebuild_references_index", verbosity=0)
    call_command("update_index", verbosity=0)
    return lesson


def titles(client, query):
    return [page.title for page in client.get("/recherche/", {"q": query}).context["pages"]]


def test_a_lesson_is_found(client, lesson):
    for query in ("hameçonnage", "hameconnage", "adresse", "adresses", "domaine"):
        assert "Lire une adresse" in titles(client, query), query


def test_a_hyphen_that_does_not_break_is_found_as_any_other(client):
    make_lesson(make_module(lessons=0), title="Le Wi\N{NON-BREAKING HYPHEN}Fi de la gare")
    call_command("update_index", verbosity=0)

    for query in ("wi-fi", "Wi\N{NON-BREAKING HYPHEN}Fi", "wi fi gare"):
        assert titles(client, query) == ["Le Wi\N{NON-BREAKING HYPHEN}Fi de la gare"]


def test_the_beginning_of_a_title_is_enough(client, lesson):
    assert titles(client, "adres") == ["Lire une adresse"]


def test_the_beginning_of_a_word_of_the_rest_is_enough_with_accents_or_without(client, lesson):
    for query in ("doma", "écol", "ecol", "ÉCO", "une contrefaç", "contref", "hameço", "hamec"):
        assert titles(client, query) == ["Lire une adresse"], query
    assert titles(client, "licorne hameç") == []


def test_a_short_beginning_shows_first_the_titles_that_have_it(client):
    module = make_module(title="Premiers pas", lessons=0)
    make_lesson(module, title="Choisir un motif", summary="Court.")
    for number in range(4):
        make_lesson(
            module, title=f"Promotion {number}", slug=f"p-{number}", summary="Moto, motard, motel."
        )
    call_command("update_index", verbosity=0)

    found = titles(client, "mot")
    assert found[0] == "Choisir un motif"
    assert len(found) == 5


def test_a_title_that_has_the_word_itself_hides_mere_beginnings(client):
    module = make_module(title="Premiers pas", lessons=0)
    make_lesson(module, title="Un mot de passe", summary="Long.")
    make_lesson(module, title="Un motif", summary="Motard, motel.")
    call_command("update_index", verbosity=0)

    assert titles(client, "mot") == ["Un mot de passe"]


def test_some_of_the_words_are_better_than_nothing(client, lesson):
    assert "Lire une adresse" in titles(client, "banque licorne")


def test_a_slip_is_understood(lesson):
    make_lesson(
        lesson.get_parent(),
        title="Le Wi\N{NON-BREAKING HYPHEN}Fi, le téléphone, la banque",
        slug="w",
    )
    for typed, said in {
        "mesage": "message",
        "message": "",
        "wifi": "wi\N{NON-BREAKING HYPHEN}fi",
        "le telefone": "le téléphone",
        "arnaque": "",  # not so near to “banque” that somebody meant it
    }.items():
        assert search.meant(typed) == said


def test_what_is_left_out_of_too_many_is_told(client, monkeypatch):
    monkeypatch.setattr(search, "MOST", 2)
    module = make_module(title="Premiers pas", lessons=0)
    for number in range(2):
        make_lesson(module, title=f"Motif {number}", slug=f"m-{number}")
    call_command("update_index", verbosity=0)
    assert "2 pages pour" in client.get("/recherche/", {"q": "moti"}).content.decode()

    make_lesson(module, title="Motif 2", slug="m-2")
    call_command("update_index", verbosity=0)
    found = client.get("/recherche/", {"q": "moti"}).content.decode()
    assert "Les 2 premières pages pour" in found
    assert found.count("Motif ") == 2


def test_pages_whose_title_says_it_come_first(lesson):
    other = make_lesson(lesson.get_parent(), title="Délire de cadres")
    for query in ("adresse", "lire Adresses", "àdresse", "adr"):
        assert search.titles_first([other, lesson], query) == [lesson, other], query


@pytest.mark.parametrize(
    ("query", "stem"),
    [("adresses", "adresse"), ("réseaux", "réseau"), ("pass", "pas"), ("bus", "bus"), ("x", "x")],
)
def test_a_plural_loses_one_letter(query, stem):
    assert search.singular(query) == stem


def test_a_draft_is_not_found(client, lesson):
    lesson.unpublish()
    assert titles(client, "hameçonnage") == []


def test_what_was_looked_for_comes_back_harmless(client, lesson):
    page = client.get("/recherche/", {"q": '<b>"banque'}).content.decode()
    assert "<b>&quot;" not in page
    assert "&lt;b&gt;" in page


def test_anything_may_be_typed(client, lesson):
    for query in (
        "",
        "   ",
        "*",
        '"',
        "a" * 5000,
        "l'",
        "AND OR NOT",
        "a:* & b",
        "\\",
        "ha\0m",
        "par",
    ):
        assert client.get("/recherche/", {"q": query}).status_code == 200, query


def test_it_costs_the_same_whatever_is_found(client, lesson, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        client.get("/recherche/", {"q": "adresse"})


def test_no_cache_keeps_what_was_looked_for(client, lesson):
    assert "no-store" in client.get("/recherche/", {"q": "adresse"})["Cache-Control"]
