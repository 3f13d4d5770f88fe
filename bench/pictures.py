"""Take the pictures of the README and of the trainers' guide from the demonstration.

`make pictures`: they show what the site is, not what it was.
"""

import io
import os
import re
import tempfile
from pathlib import Path

import django
from PIL import Image
from playwright.sync_api import Page

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "elearning.settings.demo")
django.setup()

from bench.chromium import DESK, PHONE, chromium  # noqa: E402
from bench.measure import MODULE  # noqa: E402
from tests.browser.bank import answer_right  # noqa: E402
from tests.browser.going import (  # noqa: E402
    follow,
    go_on,
    open_link,
    press,
    submit_answer,
)
from tests.browser.signing_in import enter_editor  # noqa: E402
from tests.browser.site import ROOT, served_demo  # noqa: E402
from tests.browser.writing import Writer  # noqa: E402

README = ROOT / "docs" / "pictures"
GUIDE = ROOT / "static" / "guide"


def take(page: Page, path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    picture = Image.open(io.BytesIO(page.screenshot(animations="disabled")))
    picture.save(path.with_suffix(".webp"), quality=80, method=6)


def learn(page: Page) -> None:
    """Go from the home page to a certificate, a picture at each of the four main pages."""
    page.goto("/")
    take(page, README / "home")
    page.goto(MODULE)
    open_link(page, "Commencer la première leçon")
    while page.get_by_role("button", name="Leçon terminée").count():
        press(page, "Leçon terminée")
    press(page, "Passer le quiz")
    take(page, README / "question")
    answer_right(page)
    submit_answer(page)
    take(page, README / "feedback")
    while "/resultat/" not in page.url:
        go_on(page)
        if page.get_by_role("button", name="Valider ma réponse").count():
            answer_right(page)
            submit_answer(page)
    open_link(page, "Obtenir mon attestation")
    page.locator("[name=name]").fill("Camille Durand")
    press(page, "Créer mon attestation")
    take(page, README / "certificate")


def write(page: Page) -> None:
    """Begin a module, look at its parts and at a question, and try it as a learner would."""
    page.goto("/cms/")
    take(page, GUIDE / "home")
    page.goto("/cms/modules/nouveau/")
    take(page, GUIDE / "new-module")
    Writer(page).begin("Les faux RIB", "Vérifier un RIB avant de payer.")
    take(page, GUIDE / "module")
    module = page.url
    open_link(page, "Essayer comme un apprenant")
    take(page, GUIDE / "trial")
    page.goto(module)
    follow(page, page.locator("main").get_by_role("link", name=re.compile("Une liste de signes")))
    take(page, GUIDE / "question")


def main() -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        served_demo(Path(folder)) as url,
        chromium() as browser,
    ):
        learn(browser.new_page(base_url=url, **PHONE))
        desk = browser.new_page(base_url=url, **DESK)
        enter_editor(desk, Path(folder), "trainer")
        write(desk)


if __name__ == "__main__":
    main()
