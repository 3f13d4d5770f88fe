"""What a device keeps, with a real browser: claimed, moved to another device, left."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.going import follow, open_link, press
from tests.browser.signing_in import sign_in

MODULE = "/sensibiliser/des-mots-de-passe-solides/"


@pytest.fixture
def begun(page):
    """A page of somebody without account who has finished a lesson."""
    page.goto(MODULE)
    open_link(page, "Commencer la première leçon")
    press(page, "Leçon terminée")
    return page


def test_what_was_begun_joins_the_account_once_it_is_confirmed(
    begun, data_folder, check_accessible, check_fits
):
    sign_in(begun, data_folder, "learner")
    expect(begun.get_by_role("heading", level=1)).to_have_text(
        "Cette progression est-elle la vôtre ?"
    )
    mine, other = (
        begun.get_by_role("button", name=name) for name in ("C’est moi", "Ce n’est pas moi")
    )
    assert mine.get_attribute("class") == other.get_attribute("class")
    check_accessible(begun)
    check_fits(begun)
    follow(begun, mine)
    begun.wait_for_url("**/mon-parcours/")
    expect(begun.locator(".notice").last).to_contain_text("a rejoint votre compte")
    expect(begun.locator(".journey")).to_contain_text("Des mots de passe")
    check_accessible(begun)
    assert "learner" not in {cookie["name"] for cookie in begun.context.cookies()}


def test_a_code_moves_to_another_device_without_javascript(
    begun, plain_page, check_accessible, check_fits
):
    begun.goto("/compte/appareil/garder/")
    check_accessible(begun)
    check_fits(begun)
    press(begun, "Créer un code")
    code = begun.locator("p.code").inner_text()
    check_accessible(begun)
    check_fits(begun)

    plain_page.goto("/compte/appareil/reprendre/")
    plain_page.get_by_label("Trois mots et un nombre").fill(code.upper())
    press(plain_page, "Continuer")
    expect(plain_page.locator("main")).to_contain_text("Des mots de passe")
    press(plain_page, "C’est la mienne : reprendre ici")
    expect(plain_page.locator(".journey")).to_contain_text("Des mots de passe")


def test_a_wrong_code_is_told_at_its_place(page, check_accessible, check_fits):
    page.goto("/compte/appareil/reprendre/")
    check_accessible(page)
    page.get_by_label("Trois mots et un nombre").fill("moulin cerise tambour 1234")
    press(page, "Continuer")
    expect(page).to_have_title(re.compile("^Erreur"))
    check_accessible(page)
    check_fits(page)


def test_leaving_a_shared_device(begun, check_accessible, check_fits):
    begun.goto("/mon-parcours/")
    open_link(begun, "Effacer et quitter")
    expect(begun.locator(".lead")).to_contain_text("que sur cet appareil")
    check_accessible(begun)
    check_fits(begun)
    press(begun, "C’est un poste partagé")
    (cookie,) = (cookie for cookie in begun.context.cookies() if cookie["name"] == "learner")
    assert cookie["expires"] == -1
    press(begun, "Effacer et quitter")
    begun.wait_for_url("**/parti/")
    check_accessible(begun)
    begun.goto("/mon-parcours/")
    expect(begun.locator(".empty")).to_be_visible()
