"""Going from a page to the next: a click alone returns before the next page is there."""


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
