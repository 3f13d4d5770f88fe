"""Every type of question: by keyboard only, without JavaScript, accessible in each state."""

import re

import pytest
from playwright.sync_api import expect

from quizzes.engine.types import TYPES
from tests.browser.bank import answer_anyhow, answer_right, question_on
from tests.browser.every_type import (
    answer_examination_of_every_type,
    start_attempt_at_every_type,
)
from tests.browser.going import follow, go_on, press, submit_answer
from tests.browser.signing_in import enter_editor

VERDICTS = {"open_answer": "awaiting", "declared": "declared"}
NUMBERS = range(1, len(TYPES) + 1)


@pytest.fixture
def begin(data_folder):
    """Start an attempt at one question of each type; return its address."""

    def begin(page):
        page.goto("/")
        press(page, "Commencer")
        expect(page.locator(".progress")).to_be_visible()
        return start_attempt_at_every_type(data_folder)

    return begin


def expect_verdict(page, type_):
    verdict = page.locator("section.verdict")
    expect(verdict).to_have_class(re.compile(VERDICTS.get(type_, "right")))


def test_right_answers_are_told_so_and_a_person_marks_the_open_one(
    page, begin, check_accessible, check_fits, browser, base_url, data_folder
):
    attempt = begin(page)
    seen = {}
    for number in NUMBERS:
        page.goto(f"{attempt}{number}/")
        type_ = question_on(page)["type"]
        seen[type_] = page.url
        check_accessible(page)
        check_fits(page)
        answer_right(page)
        submit_answer(page)
        expect_verdict(page, type_)
        check_accessible(page)
        check_fits(page)
    assert seen.keys() == TYPES.keys()
    go_on(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Une personne va maintenant")
    check_accessible(page)
    check_fits(page)
    trainer = browser.new_context(base_url=base_url, locale="fr-FR").new_page()
    enter_editor(trainer, data_folder, "administrator")
    mark_what_waits(trainer)
    trainer.context.close()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_contain_text("bonnes réponses sur")
    check_accessible(page)
    page.goto(f"{attempt}reponses/")
    expect(page.locator("article.mistake .callout.retenir")).to_have_count(len(TYPES))
    check_accessible(page)
    check_fits(page)
    page.goto(seen["open_answer"])
    expect(page.get_by_text("Nommez aussi un suppléant.")).to_be_visible()
    check_accessible(page)
    check_fits(page)


def mark_what_waits(trainer):
    """Mark every answer that waits, by keyboard: all points but one, and why."""
    trainer.goto("/cms/reponses/")
    follow(trainer, trainer.locator("td.title a").first)
    while trainer.locator("[name=comment]").count():
        for points in trainer.locator("[name^=points-]").all():
            use(trainer, points, points.get_attribute("max"))
        use(trainer, trainer.locator("[name=points-0]"), "1")
        use(trainer, trainer.locator("[name=comment]"), "Nommez aussi un suppléant.")
        reach(trainer, trainer.get_by_role("button", name=re.compile("^Enregistrer")))
        with trainer.expect_navigation():
            trainer.keyboard.press("Enter")
    expect(trainer.get_by_text("Aucune réponse n’attend")).to_be_visible()


def test_a_hint_opens_by_keyboard_and_without_javascript(page, plain_page, begin):
    for browser in (page, plain_page):
        browser.goto(f"{begin(browser)}1/")
        hint = browser.locator("form details")
        words = question_on(browser)["hint"]
        expect(hint.get_by_text(words)).to_be_hidden()
        reach(browser, hint.locator("summary"))
        browser.keyboard.press("Enter")
        expect(hint.get_by_text(words)).to_be_visible()


def test_blank_then_any_answers_are_accessible(page, begin, check_accessible, check_fits):
    attempt = begin(page)
    for number in NUMBERS:
        page.goto(f"{attempt}{number}/")
        submit_answer(page)
        page.get_by_role("alert").get_by_role("link").click()
        expect(page.locator("#choice-0")).to_be_focused()
        check_accessible(page)
        answer_anyhow(page)
        submit_answer(page)
        expect(page.locator("section.verdict")).to_be_visible()
        check_accessible(page)
        check_fits(page)


def test_every_type_is_answered_without_javascript(plain_page, begin):
    attempt = begin(plain_page)
    for number in NUMBERS:
        plain_page.goto(f"{attempt}{number}/")
        type_ = question_on(plain_page)["type"]
        answer_right(plain_page)
        submit_answer(plain_page)
        expect_verdict(plain_page, type_)


def test_every_type_is_reviewed_by_keyboard_then_seen_again(
    page, data_folder, check_accessible, check_fits
):
    page.goto("/")
    press(page, "Commencer")
    attempt = answer_examination_of_every_type(data_folder)
    page.goto(f"{attempt}verification/")
    expect(page.locator(".review > li p.own-answer")).to_have_count(len(TYPES))
    check_accessible(page)
    check_fits(page)
    reach(page, page.get_by_role("button", name="Envoyer mes réponses"))
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.goto(f"{attempt}reponses/")
    expect(page.locator("article.mistake")).to_have_count(len(TYPES))
    check_accessible(page)
    check_fits(page)


def reach(page, control):
    """Move the focus to a control with the Tab key, as long as there is one to reach."""
    for _ in range(60):
        if control.evaluate("control => control === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {control}")


def use(page, control, words="12"):
    """Change a control by keyboard; a type is answered as soon as each of its kinds is."""
    reach(page, control)
    kind = control.evaluate("control => control.type")
    if kind in ("text", "textarea", "number"):
        page.keyboard.press("Control+A")
        page.keyboard.type(words)
    else:
        page.keyboard.press("ArrowDown" if kind == "select-one" else "Space")


def test_every_control_is_used_by_keyboard_only(page, begin):
    attempt = begin(page)
    for number in NUMBERS:
        page.goto(f"{attempt}{number}/")
        for control in page.locator(
            "form :is(select, textarea, [type=text], [type=checkbox])"
        ).all():
            use(page, control)
        for first in page.locator("form [type=radio][value='0']").all():
            use(page, first)
            expect(first).to_be_checked()
        assert page.locator("form select option[value='']:checked").count() == 0
        assert page.locator("form [type=checkbox]:not(:checked)").count() == 0
        reach(page, page.get_by_role("button", name="Valider ma réponse"))
        page.keyboard.press("Enter")
        expect(page.locator("section.verdict")).to_be_focused()
