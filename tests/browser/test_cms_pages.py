"""The pages of the editor, ours and Wagtail's, for those who use a screen reader or a phone."""

import re

from playwright.sync_api import expect

from tests.browser.going import follow
from tests.browser.signing_in import enter_editor

DESK = {"width": 1280, "height": 900}
QUESTIONS = "/cms/snippets/quizzes/question/"
LISTS = [
    QUESTIONS,
    "/cms/snippets/quizzes/quiz/",
    "/cms/snippets/facts/fact/?to_verify=yes",
    "/cms/users/",
]
OTHERS = [
    "/cms/",
    "/cms/images/multiple/add/",
    "/cms/workflows/list/",
    "/cms/pages/search/?q=mot",
    f"{QUESTIONS}add/",
]
EDITED = [f"{QUESTIONS}?type=gap_fill", "/cms/parcours/", "/cms/snippets/quizzes/quiz/"]


def test_pages_of_the_editor_are_accessible_and_cut_no_list(
    page, new_page, data_folder, check_accessible
):
    enter_editor(page, data_folder, "administrator")
    for address in LISTS:
        page.goto(address)
        check_accessible(page)
        # Wagtail cuts what is wider than the window: the list moves in a frame of its own.
        assert page.locator("table.listing").evaluate(
            "list => list.parentElement.clientWidth <= innerWidth"
            " && getComputedStyle(list.parentElement).overflowX === 'auto'"
        ), address
    page.goto("/cms/modules/nouveau/")
    check_accessible(page)
    assert page.evaluate(
        "[...document.querySelectorAll('main :is(input, select, textarea)')].every("
        "field => field.getBoundingClientRect().right <= innerWidth)"
    )
    page.set_viewport_size(DESK)
    for address in OTHERS:
        page.goto(address)
        check_accessible(page)
    narrow = page.locator(".sidebar__collapse-toggle")
    narrow.click()
    expect(page.locator(".sidebar-custom-branding img")).to_be_visible()
    expect(page.get_by_role("button", name="administration@demo.example")).to_be_visible()
    check_accessible(page)
    narrow.click()
    for address in EDITED:
        page.goto(address)
        follow(page, page.locator("td.title a").first)
        check_accessible(page)
    page.get_by_role("button", name="Choisir une question").first.click()
    window = page.get_by_role("dialog", name=re.compile("Choisir une question"))
    expect(window.locator("td.title").first).to_be_in_viewport()
    check_accessible(page)
    page.goto("/cms/pages/search/?q=code")
    lesson = page.locator("td.title a[href$='/edit/']", has_text="code").first
    other = new_page()
    enter_editor(other, data_folder, "trainer")
    other.goto(lesson.get_attribute("href"))
    follow(page, lesson)
    expect(page.get_by_role("button", name=re.compile("^formatrice@demo.example"))).to_be_visible()
    page.locator("[data-side-panel-toggle=comments]").click()
    page.get_by_role("button", name="Ajouter un commentaire").nth(1).click()
    expect(page.get_by_role("textbox", name="Entrez votre commentaire")).to_be_visible()
    check_accessible(page)
    page.locator("[data-side-panel-toggle=comments]").click()
    page.locator(".public-DraftEditor-content").first.click()
    page.keyboard.press("Control+K")
    expect(page.get_by_role("search", name="Choisissez une page")).to_be_visible()
