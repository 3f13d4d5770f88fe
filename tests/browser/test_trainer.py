"""A trainer with an afternoon: a module from a template, its parts, what is left to write."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.going import follow, open_link
from tests.browser.signing_in import enter_editor
from tests.browser.writing import Writer

DESK = {"width": 1280, "height": 900}


@pytest.fixture
def trainer(page, data_folder):
    page.set_viewport_size(DESK)
    enter_editor(page, data_folder, "trainer")
    return page


def test_a_module_is_begun_in_one_action_and_says_what_is_left(trainer, check_accessible):
    Writer(trainer).begin("Les faux RIB", "Vérifier un RIB avant de payer.")

    rows = trainer.locator("main table tbody tr")
    expect(rows).to_have_count(13)
    expect(rows.get_by_text("À écrire", exact=True)).to_have_count(12)
    check_accessible(trainer)

    follow(trainer, rows.get_by_role("link", name=re.compile("Et s’il est trop tard")))
    Writer(trainer).write_screen()
    expect(trainer).to_have_url(re.compile("/question/edit/"))
    trainer.go_back()
    expect(trainer.locator("[name=title]")).to_have_value("Voici mes mots, 1.")
    trainer.get_by_role("button", name="Actions").first.click()
    open_link(trainer, "Le module entier")
    expect(rows.get_by_text("À écrire", exact=True)).to_have_count(11)


def test_an_advice_left_in_place_is_refused_where_it_stands(page, data_folder):
    page.set_viewport_size(DESK)
    enter_editor(page, data_folder, "administrator")
    Writer(page).begin("Les faux RIB", "Vérifier un RIB avant de payer.")
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
