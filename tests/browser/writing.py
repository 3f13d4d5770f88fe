"""Somebody who writes a module: hands on the keyboard, and a click where it takes one."""

import re
from dataclasses import dataclass, field

from playwright.sync_api import ElementHandle, Locator, Page

from tests.browser.going import follow

ADVICE = "[À écrire]"
TO_WRITE = "input[type=text], textarea, [contenteditable=true]"
QUOTED = "Le texte du message"  # a clue of the template quotes it
HOLDS = """(element, text) =>
    (element.isContentEditable ? element.innerText : element.value).includes(text)"""


@dataclass
class Writer:
    """Counts the clicks, the screens and the signs; a click that places the cursor is typing."""

    page: Page
    delay: float = 0  # milliseconds between two signs
    clicks: int = 0
    signs: int = 0
    screens: list[str] = field(default_factory=list)

    def click(self, control: Locator) -> None:
        self.clicks += 1
        follow(self.page, control)

    def type(self, place: Locator | ElementHandle, text: str) -> None:
        place.focus()
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(text, delay=self.delay)
        self.signs += len(text)

    def begin(self, title: str, objective: str) -> None:
        """Begin a module from the template “Un réflexe”, from the home page of the editor."""
        page = self.page
        page.goto("/cms/")
        self.click(page.get_by_role("link", name="Modules", exact=True))
        self.click(page.get_by_role("link", name="Nouveau module"))
        self.type(page.locator("[name=title]"), title)
        self.type(page.locator("[name=objective_1]"), objective)
        page.get_by_label("Un réflexe").check()
        self.clicks += 1
        self.click(page.get_by_role("button", name="Créer le module"))

    def write_all(self) -> None:
        """Write over each advice, screen after screen, until the page of the module comes back."""
        self.click(self.page.get_by_role("link", name="Écrire ce qui reste"))
        while not re.search(r"/cms/modules/\d+/$", self.page.url):
            self.write_screen()

    def write_screen(self) -> None:
        """Put a sentence of one's own in the place of each advice, and go on by the keyboard."""
        self.screens.append(self.page.url)
        self.page.wait_for_load_state()
        number = 0
        while places := self.advice():
            for place in places:
                number += 1
                is_quoted = place.evaluate(HOLDS, QUOTED)
                self.type(place, QUOTED if is_quoted else f"Voici mes mots, {number}.")
        with self.page.expect_navigation():
            self.page.keyboard.press("ControlOrMeta+Enter")

    def advice(self) -> list[ElementHandle]:
        """Return the fields that hold an advice; the editor may still be adding others."""
        fields = self.page.locator(TO_WRITE).element_handles()
        return [one for one in fields if one.is_visible() and one.evaluate(HOLDS, ADVICE)]

    def submit(self) -> None:
        self.click(
            self.page.get_by_role("button", name="Soumettre le module entier à la relecture")
        )

    def publish(self, reviewer: Page, title: str) -> None:
        """Publish the module as somebody else, who begins at the home page of the editor."""
        self.page = reviewer
        self.page.goto("/cms/")
        self.click(self.page.get_by_role("link", name="Modules", exact=True))
        self.click(self.page.get_by_role("link", name=title))
        self.click(self.page.get_by_role("button", name="Publier le module entier"))
