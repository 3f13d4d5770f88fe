"""A citizen, on a phone: from the landing page to a certificate that anyone can check."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.bank import answer_anyhow, answer_right
from tests.browser.going import go_on, open_link, press, submit_answer

MODULE = "/sensibiliser/des-mots-de-passe-solides/"


def answer_all(page, choose=answer_right):
    """Answer every question left of the attempt on the page, up to its result."""
    while "/resultat/" not in page.url:
        if page.get_by_role("button", name="Valider ma réponse").count():
            choose(page)
            submit_answer(page)
        go_on(page)


def finish_lessons(page):
    page.goto(MODULE)
    open_link(page, "Commencer la première leçon")
    while page.get_by_role("button", name="Leçon terminée").count():
        press(page, "Leçon terminée")


def test_first_question_is_one_click_away_and_first_answer_three(page, check_accessible):
    page.goto("/")
    check_accessible(page)
    press(page, "Commencer")
    expect(page.locator(".progress")).to_contain_text("Question 1 sur 5")
    check_accessible(page)
    answer_anyhow(page)
    submit_answer(page)
    expect(page.locator(".verdict:focus, .verdict :focus")).to_have_count(1)
    check_accessible(page)


def test_question_and_first_option_show_without_scrolling_on_a_phone(page):
    page.goto("/")
    press(page, "Commencer")
    option = page.locator(".option, .row, .piece, .gap, .field input").first.bounding_box()
    assert option["y"] + option["height"] <= 640


@pytest.mark.parametrize("state", ["right", "wrong", "unknown", "blank"])
def test_every_state_of_a_question_is_accessible_and_fits(
    page, state, check_accessible, check_fits
):
    page.goto(MODULE)
    press(page, "Passer le quiz")
    if state == "right":
        answer_right(page)
    elif state == "wrong":
        answer_anyhow(page)
    submit_answer(page, "Je ne sais pas" if state == "unknown" else "Valider ma réponse")
    if state == "blank":
        expect(page).to_have_title(re.compile("^Erreur"))
        fault = page.get_by_role("alert").get_by_role("link")  # its words depend on what was drawn
        expect(fault).to_have_text(re.compile("Je ne sais pas"))
    check_accessible(page)
    check_fits(page)


def test_whole_journey_to_a_verified_certificate(page, check_accessible, check_fits):
    finish_lessons(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Toutes les leçons sont terminées")
    check_accessible(page)
    press(page, "Passer le quiz")
    answer_all(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Réussi")
    check_accessible(page)
    check_fits(page)
    open_link(page, "Obtenir mon attestation")
    check_accessible(page)
    press(page, "Créer mon attestation")
    expect(page.get_by_label("Votre prénom et votre nom")).to_have_attribute("aria-invalid", "true")
    check_accessible(page)
    page.get_by_label("Votre prénom et votre nom").fill("Josiane Élodie Péret")
    press(page, "Créer mon attestation")
    expect(page.locator(".holder")).to_have_text("Josiane Élodie Péret")
    check_accessible(page)
    check_fits(page)
    code = page.locator("dd.code").inner_text()
    page.goto("/verifier/")
    check_accessible(page)
    page.get_by_label("Code de l’attestation").fill(code.lower().replace("-", "  "))
    press(page, "Vérifier")
    expect(page.locator(".holder")).to_have_text("Josiane Élodie Péret")
    page.goto("/mon-parcours/")
    expect(page.get_by_role("link", name=re.compile("Voir mon attestation"))).to_be_visible()
    check_accessible(page)
    check_fits(page)


def test_whole_journey_without_javascript(plain_page):
    finish_lessons(plain_page)
    press(plain_page, "Passer le quiz")
    answer_all(plain_page)
    open_link(plain_page, "Obtenir mon attestation")
    plain_page.get_by_label("Votre prénom et votre nom").fill("Karim Bel")
    press(plain_page, "Créer mon attestation")
    expect(plain_page.locator(".holder")).to_have_text("Karim Bel")


def test_coming_back_resumes_at_the_same_question(page):
    page.goto(MODULE)
    press(page, "Passer le quiz")
    answer_right(page)
    submit_answer(page)
    page.goto(MODULE)
    press(page, "Passer le quiz")
    expect(page.locator(".progress")).to_contain_text("Question 2 sur 8")


def test_an_answer_and_the_next_question_take_one_request(page, check_accessible, check_fits):
    page.goto(MODULE)
    press(page, "Passer le quiz")
    attempt = page.url.removesuffix("1/")
    asked = []
    page.on("request", lambda request: asked.append((request.resource_type, request.url)))

    answer_right(page)
    submit_answer(page)
    expect(page.locator("section.verdict")).to_be_focused()
    expect(page).to_have_title(re.compile("^Bonne réponse.* – Question 1 sur 8"))
    check_accessible(page)
    go_on(page)
    expect(page.locator("h1")).to_be_focused()
    expect(page).to_have_title(re.compile("^Question 2 sur 8"))
    expect(page).to_have_url(f"{attempt}2/")
    check_accessible(page)
    check_fits(page)

    submit_answer(page)
    expect(page.get_by_role("alert")).to_be_focused()
    submit_answer(page, "Je ne sais pas")
    expect(page.locator("section.verdict")).to_have_class(re.compile("unknown"))
    pages = [one for one in asked if one[0] in ("document", "fetch")]
    assert pages == [("fetch", f"{attempt}{number}/") for number in (1, 2, 2)]

    page.go_back()
    expect(page.locator("section.verdict")).to_have_class(re.compile("right"))
    expect(page).to_have_url(f"{attempt}1/")
    page.go_forward()
    expect(page.locator("section.verdict")).to_have_class(re.compile("unknown"))
    page.reload()
    go_on(page)
    expect(page).to_have_url(f"{attempt}3/")


def test_an_answer_that_finds_no_network_is_kept_on_the_page(new_page):
    page = new_page()  # its console may speak
    page.goto(MODULE)
    press(page, "Passer le quiz")
    answer_right(page)
    page.context.set_offline(True)
    page.get_by_role("button", name="Valider ma réponse").click()
    expect(page.locator("form [role=status]")).to_contain_text("Votre réponse n’est pas partie")

    page.context.set_offline(False)
    submit_answer(page)

    expect(page.locator("section.verdict")).to_contain_text("Bonne réponse")


def test_a_failed_quiz_says_what_to_review_and_offers_another_try(page, check_accessible):
    page.goto(MODULE)
    press(page, "Passer le quiz")
    while "/resultat/" not in page.url:
        if page.get_by_role("button", name="Valider ma réponse").count():
            submit_answer(page, "Je ne sais pas")
        go_on(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Pas encore")
    expect(page.locator(".to-review a").first).to_be_visible()
    open_link(page, "Revoir mes erreurs")
    assert page.locator("article.mistake").count() == 8
    check_accessible(page)
    press(page, "Réessayer")
    expect(page.locator(".progress")).to_contain_text("Question 1 sur 8")


def test_going_back_and_answering_again_keeps_the_first_answer(page):
    page.goto(MODULE)
    press(page, "Passer le quiz")
    question = page.url
    second_tab = page.context.new_page()
    second_tab.goto(question)
    submit_answer(page, "Je ne sais pas")
    answer_right(second_tab)
    submit_answer(second_tab)
    expect(second_tab.locator(".notice")).to_contain_text("Vous avez déjà répondu")
    expect(second_tab.locator("section.verdict")).to_have_class(re.compile("unknown"))


@pytest.mark.parametrize("address", ["/", "/catalogue/", MODULE, "/verifier/", "/mon-parcours/"])
def test_every_main_page_is_accessible_and_fits(page, address, check_accessible, check_fits):
    page.goto(address)
    check_accessible(page)
    check_fits(page)


def test_every_lesson_is_accessible_and_fits(page, check_accessible, check_fits):
    page.goto("/catalogue/")
    modules = [link.get_attribute("href") for link in page.locator(".card h3 a").all()]
    lessons = []
    for module in modules:
        page.goto(module)
        lessons += [link.get_attribute("href") for link in page.locator(".lessons h3 a").all()]
    assert len(lessons) >= 9
    for lesson in lessons:
        page.goto(lesson)
        page.evaluate("document.querySelectorAll('main details').forEach(fold => fold.open = true)")
        check_accessible(page)
        check_fits(page)


def test_an_unknown_address_says_what_to_do(plain_page):
    plain_page.goto("/nulle-part/")
    expect(plain_page.get_by_role("heading", level=1)).to_contain_text("n’existe pas")
