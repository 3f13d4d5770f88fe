"""Going from a page to the next: a click alone returns before the next page is there."""

import re

from playwright.sync_api import expect

GO_ON = re.compile("Question suivante|Voir mon résultat")


def follow(page, control):
    """Click what leads to another page, and wait for that page."""
    with page.expect_navigation():
        control.click()


def press(page, name):
    """Press the button that leads to another page, and wait for that page."""
    follow(page, page.get_by_role("button", name=name, exact=True))


def open_link(page, name):
    """Follow the link of that name, and wait for its page."""
    follow(page, page.get_by_role("link", name=name))


def enter(page, field):
    """Send the form of a field with the Enter key, and wait for the page that follows."""
    with page.expect_navigation():
        page.press(field, "Enter")


def turn(page, control):
    """Click what brings another page of an attempt, gone to or shown in the place of this one."""
    page.locator("main").evaluate("main => (main.firstElementChild.dataset.left = '')")
    control.click()
    expect(page.locator("[data-left]")).to_have_count(0)
    page.wait_for_load_state()


def submit_answer(page, name="Valider ma réponse"):
    """Submit the form of a question, and wait for what follows it."""
    turn(page, page.get_by_role("button", name=name, exact=True))


def go_on(page):
    """Leave an explanation for the next question, or for the result."""
    turn(page, page.get_by_role("link", name=GO_ON))
