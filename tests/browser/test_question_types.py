"""Every type of question: by keyboard only, without JavaScript, accessible in each state."""

import re

import pytest
from playwright.sync_api import expect

from quizzes.engine.types import TYPES
from tests.browser.bank import answer_anyhow, answer_right, question_on
from tests.browser.every_type import start_attempt_at_every_type

NUMBERS = range(1, len(TYPES) + 1)


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


@pytest.fixture
def begin(data_folder):
    """Start an attempt at one question of each type; return its address."""

    def begin(page):
        page.goto("/")
        press(page, "Commencer")
        expect(page.locator(".progress")).to_be_visible()
        return start_attempt_at_every_type(data_folder)

    return begin


def test_right_answers_are_told_so(page, begin, check_accessible, check_fits):
    attempt = begin(page)
    seen = set()
    for number in NUMBERS:
        page.goto(f"{attempt}{number}/")
        seen.add(question_on(page)["type"])
        check_accessible(page)
        check_fits(page)
        answer_right(page)
        press(page, "Valider ma réponse")
        expect(page.locator("section.verdict")).to_have_class(re.compile("right"))
        check_accessible(page)
        check_fits(page)
    assert seen == TYPES.keys()


def test_blank_then_any_answers_are_accessible(page, begin, check_accessible, check_fits):
    attempt = begin(page)
    for number in NUMBERS:
        page.goto(f"{attempt}{number}/")
        press(page, "Valider ma réponse")
        page.get_by_role("alert").get_by_role("link").click()
        expect(page.locator("#choice-0")).to_be_focused()
        check_accessible(page)
        answer_anyhow(page)
        press(page, "Valider ma réponse")
        expect(page.locator("section.verdict")).to_be_visible()
        check_accessible(page)
        check_fits(page)


def test_every_type_is_answered_without_javascript(plain_page, begin):
    attempt = begin(plain_page)
    for number in NUMBERS:
        plain_page.goto(f"{attempt}{number}/")
        answer_right(plain_page)
        press(plain_page, "Valider ma réponse")
        expect(plain_page.locator("section.verdict")).to_have_class(re.compile("right"))


def reach(page, control):
    """Move the focus to a control with the Tab key, as long as there is one to reach."""
    for _ in range(60):
        if control.evaluate("control => control === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {control}")


def use(page, control):
    """Change a control by keyboard; a type is answered as soon as each of its kinds is."""
    reach(page, control)
    kind = control.evaluate("control => control.type")
    if kind == "text":
        page.keyboard.type("12")
    else:
        page.keyboard.press("ArrowDown" if kind == "select-one" else "Space")


def test_every_control_is_used_by_keyboard_only(page, begin):
    attempt = begin(page)
    for number in NUMBERS:
        page.goto(f"{attempt}{number}/")
        for control in page.locator("form :is(select, [type=text], [type=checkbox])").all():
            use(page, control)
        for first in page.locator("form [type=radio][value='0']").all():
            use(page, first)
            expect(first).to_be_checked()
        assert page.locator("form select option[value='']:checked").count() == 0
        assert page.locator("form [type=checkbox]:not(:checked)").count() == 0
        reach(page, page.get_by_role("button", name="Valider ma réponse"))
        page.keyboard.press("Enter")
        expect(page.locator("section.verdict")).to_be_visible()
