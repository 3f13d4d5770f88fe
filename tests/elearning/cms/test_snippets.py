"""The lists and choosers of the editor say in French what one adds, and what one chooses."""

import re

import pytest

from elearning.accounts.roles import ADMINISTRATOR
from tests.editing import sign_in
from tests.factories import make_home

pytestmark = pytest.mark.django_db

NAMED = {
    "facts/fact": ("Nouveau fait", "Choisir un fait"),
    "organisations/organisation": ("Nouvelle structure", None),
    "quizzes/category": ("Nouvelle catégorie", "Choisir une catégorie"),
    "quizzes/objective": ("Nouvel objectif", "Choisir un objectif"),
    "quizzes/question": ("Nouvelle question", "Choisir une question"),
    "quizzes/quiz": ("Nouveau quiz", "Choisir un quiz"),
}


@pytest.fixture
def administrator():
    return sign_in(ADMINISTRATOR)


@pytest.mark.parametrize("path", NAMED)
def test_a_list_and_its_chooser_say_what_is_added_and_chosen(path, administrator):
    new_one, choose = NAMED[path]

    listed = administrator.get(f"/cms/snippets/{path}/").content.decode()
    assert new_one in listed
    added = administrator.get(f"/cms/snippets/{path}/add/").content.decode()
    assert f"<title>{new_one} - Réflexes numériques</title>" in added
    if choose:
        window = administrator.get(f"/cms/snippets/choose/{path}/").json()["html"]
        heading = window[window.index("<h1") : window.index("</h1>")]
        assert choose in heading
        assert heading.count(choose.split()[-1]) == 1


def test_the_list_of_paths_says_what_is_added(administrator):
    assert "Nouveau parcours" in administrator.get("/cms/parcours/").content.decode()


def test_what_nobody_did_and_what_is_so_are_said_in_french(administrator):
    home = make_home()
    home.save_revision().publish()

    for address in ("/cms/reports/aging-pages/", "/cms/users/"):
        shown = administrator.get(address).content.decode()
        assert 'class="listing' in shown
        assert not re.search(r">\s*(None|True|False)\s*<", shown), address


@pytest.mark.parametrize("path", ["quizzes/quiz", "quizzes/question"])
def test_a_field_says_what_it_chooses(path, administrator):
    added = administrator.get(f"/cms/snippets/{path}/add/").content.decode()

    assert "Choisir une catégorie" in added
    assert "Modifier cette catégorie" in added


def test_an_address_of_the_editor_that_leads_nowhere_names_the_site(administrator):
    page = administrator.get("/cms/nowhere/")

    assert page.status_code == 404
    said = page.content.decode()
    assert " - Réflexes numériques</title>" in said
    assert not re.search(r"\bWagtail\b", said)
