"""A trainer with an afternoon: a module from a template, its parts, what is left to write."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.going import follow, open_link, press
from tests.browser.signing_in import enter_editor

DESK = {"width": 1280, "height": 900}
ADVICE = "[À écrire]"


@pytest.fixture
def trainer(page, data_folder):
    page.set_viewport_size(DESK)
    enter_editor(page, data_folder, "trainer")
    return page


def begin_a_module(page):
    page.goto("/cms/modules/")
    open_link(page, "Nouveau module")
    page.fill("[name=title]", "Les faux RIB")
    page.fill("[name=objective_1]", "Vérifier un RIB avant de payer.")
    page.get_by_label("Un réflexe").check()
    press(page, "Créer le module")


def test_a_module_is_begun_in_one_action_and_says_what_is_left(trainer, check_accessible):
    begin_a_module(trainer)

    rows = trainer.locator("main table tbody tr")
    expect(rows).to_have_count(13)
    expect(rows.get_by_text("À écrire", exact=True)).to_have_count(12)
    check_accessible(trainer)

    follow(trainer, rows.get_by_role("link", name=re.compile("Le geste, pas à pas")))
    expect(trainer.locator("[name=title]")).to_have_value(f"{ADVICE} Le geste, pas à pas")
    trainer.get_by_role("button", name="Actions").first.click()
    open_link(trainer, "Le module entier")
    expect(rows).to_have_count(13)


def test_an_advice_left_in_place_is_refused_where_it_stands(page, data_folder):
    page.set_viewport_size(DESK)
    enter_editor(page, data_folder, "administrator")
    begin_a_module(page)
    follow(page, page.locator("main").get_by_role("link", name=re.compile("Une liste de signes")))

    page.locator(".w-dropdown--dropdown-button [data-w-dropdown-target=toggle]").click()
    follow(page, page.locator("button[name=action-publish]"))

    option = page.locator("[data-contentpath=options] [data-contentpath=text]").first
    expect(option.locator(".error-message")).to_have_text(re.compile("le conseil du modèle"))


def test_the_list_of_modules_is_accessible(trainer, check_accessible):
    trainer.goto("/cms/modules/")
    check_accessible(trainer)
    trainer.goto("/cms/modules/nouveau/")
    check_accessible(trainer)
