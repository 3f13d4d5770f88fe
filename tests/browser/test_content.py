"""The pages beside the modules, on a phone: the game, search, sheets, paths, what to do."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.bank import answer_anyhow
from tests.browser.going import enter, follow, open_link, press, submit_answer

FAR_AWAY = "https://fr.wikipedia.org/"


@pytest.fixture
def check(check_accessible, check_fits):
    """The page as it stands is accessible, and fits a narrow screen."""

    def check(page):
        check_accessible(page)
        check_fits(page)

    return check


def far_away(route):
    route.fulfill(body="<title>Ailleurs</title>", content_type="text/html")


def test_a_message_of_the_game_is_judged_and_explained(page, check):
    page.goto("/est-ce-un-piege/")
    check(page)
    press(page, "Jouer")
    expect(page.locator(".progress")).to_contain_text("1 sur")
    check(page)
    answer_anyhow(page)
    page.get_by_label("Je vérifierais autrement").check()
    submit_answer(page)
    expect(page.locator(".verdict")).to_be_visible()
    check(page)


def test_what_is_typed_with_a_slip_is_found(page, check):
    page.goto("/recherche/")
    page.get_by_role("searchbox").fill("sauvegrader")
    enter(page, "#q")
    check(page)
    open_link(page, "sauvegarder")
    expect(page.get_by_role("status")).to_contain_text("sauvegarder")
    check(page)
    follow(page, page.locator(".results a").first)
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_a_sheet_is_proposed_once_what_is_missing_is_there(page, check):
    page.goto("/fiches/")
    check(page)
    open_link(page, "Raconter votre expérience")
    check(page)
    press(page, "Envoyer à la relecture")
    expect(page).to_have_title(re.compile("^Erreur"))
    check(page)
    for label, words in {
        "Titre": "Un agenda partagé entre trois communes",
        "En une phrase": "Trois mairies, un agenda, et ce que personne n’avait dit.",
        "Le besoin, et pour qui": "Les secrétaires s’attendaient l’une l’autre.",
        "Ce que vous avez fait": "Un agenda commun, essayé un mois.",
        "Votre nom et votre organisme": "Jeanne Colin, Combelouvre",
    }.items():
        page.get_by_label(label, exact=True).fill(words)
    press(page, "Envoyer à la relecture")
    expect(page.get_by_role("heading", level=1)).to_have_text("Merci")
    check(page)
    page.goto("/fiches/")
    expect(page.get_by_text("Un agenda partagé")).to_have_count(0)


def test_a_path_says_where_to_begin(page, check):
    page.goto("/parcours/")
    check(page)
    open_link(page, "Secrétaire de mairie")
    expect(page.locator(".lessons > li")).to_have_count(8)
    check(page)
    press(page, re.compile("Quelques questions"))
    expect(page.locator(".progress")).to_contain_text("Question 1")
    check(page)


def test_a_victim_finds_what_to_do(page, check):
    page.goto("/")
    open_link(page, "Victime ?")
    check(page)
    page.locator("summary").first.click()
    expect(page.locator("details[open]")).to_be_visible()
    check(page)


@pytest.mark.parametrize("script", [True, False])
def test_a_victim_leaves_without_saying_from_where(new_page, script):
    page = new_page(java_script_enabled=script)
    page.route(f"{FAR_AWAY}**", far_away)
    page.goto("/")
    page.goto("/que-faire/")
    with page.expect_request(FAR_AWAY) as asked:
        open_link(page, "Quitter vite")
    assert "referer" not in asked.value.all_headers()
    page.go_back()
    assert page.url.endswith("/que-faire/") is not script  # with it, Back leads further
