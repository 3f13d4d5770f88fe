"""A trainer at a desk: a question gets an option more, a fact is chosen while writing."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.going import follow
from tests.browser.signing_in import enter_editor

DESK = {"width": 1280, "height": 900}
BANK = "/cms/snippets/quizzes/question/"


@pytest.fixture
def editor(page, data_folder):
    """The first single choice question of the bank, open in the editor."""
    page.set_viewport_size(DESK)
    enter_editor(page, data_folder, "administrator")
    open_question(page)
    return page


def open_question(page):
    page.goto(f"{BANK}?type=single&state=live")
    follow(page, page.locator("td.title a").first)
    expect(page.locator("[data-contentpath=options]")).to_be_visible()


def publish(page):
    send(page)
    expect(page.locator(".messages .success")).to_be_visible()


def send(page):
    page.locator(".w-dropdown--dropdown-button [data-w-dropdown-target=toggle]").click()
    follow(page, page.locator("button[name=action-publish]"))


def test_an_option_is_added_and_published(editor):
    options = editor.locator("[name*='-options-'][name$='-value-text']")
    before = options.count()
    editor.locator("[data-contentpath=options] .c-sf-add-button").last.click()
    options.nth(before).fill("Demander conseil à un voisin")
    feedback = editor.locator("[name*='-options-'][name$='-value-feedback']")
    feedback.nth(before).fill("Un conseil aide. Vérifiez aussi par vous-même.")

    publish(editor)

    open_question(editor)
    assert options.count() == before + 1


def test_an_option_without_feedback_is_refused_where_it_is(editor):
    editor.locator("[name*='-options-'][name$='-value-feedback']").first.fill("")

    send(editor)

    option = editor.locator("[data-contentpath=options] [data-contentpath=feedback]").first
    expect(option.locator(".error-message")).to_be_visible()


def test_a_fact_is_chosen_while_writing(editor):
    explanation = editor.locator("[data-contentpath=explanation]")
    facts = explanation.locator(".TooltipEntity")
    before = facts.count()
    explanation.locator("[contenteditable=true]").click()
    editor.keyboard.press("Control+End")
    editor.keyboard.type(" /")
    editor.get_by_role("option", name=re.compile("^(Fait|Fact)$")).click()
    editor.locator(".modal-body td.title a").first.click()
    expect(facts).to_have_count(before + 1)
    words = facts.last.inner_text()
    kept = explanation.locator("input[type=hidden]").first  # by the editor, a quarter second later
    expect(kept).to_have_value(re.compile(rf'("FACT".*){{{before + 1}}}'))

    publish(editor)

    open_question(editor)
    expect(facts).to_have_count(before + 1)
    expect(facts.last).to_have_text(words)


def test_the_preview_shows_the_question_to_its_author(editor):
    editor.locator("[data-side-panel-toggle=preview]").click()

    frame = editor.frame_locator("#w-preview-iframe")

    expect(frame.locator("legend")).to_be_visible()
    expect(frame.locator("[type=radio]").first).to_be_visible()
