"""Take the pictures of the README from the demonstration (`make pictures`)."""

import io
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

from bench.measure import MODULE, phone
from tests.browser.bank import answer_right
from tests.browser.going import follow, open_link, press
from tests.browser.site import ROOT, served_demo

FOLDER = ROOT / "docs" / "pictures"


def take(page: Page, name: str) -> None:
    picture = Image.open(io.BytesIO(page.screenshot()))
    picture.save(FOLDER / f"{name}.webp", quality=80, method=6)


def walk(page: Page) -> None:
    """Go from the home page to a certificate, a picture at each of the four main pages."""
    page.goto("/")
    take(page, "home")
    page.goto(MODULE)
    open_link(page, "Commencer la première leçon")
    while page.get_by_role("button", name="Leçon terminée").count():
        press(page, "Leçon terminée")
    press(page, "Passer le quiz")
    take(page, "question")
    answer_right(page)
    press(page, "Valider ma réponse")
    take(page, "feedback")
    while "/resultat/" not in page.url:
        follow(page, page.locator(".actions a.button"))
        if page.get_by_role("button", name="Valider ma réponse").count():
            answer_right(page)
            press(page, "Valider ma réponse")
    open_link(page, "Obtenir mon attestation")
    page.locator("[name=name]").fill("Camille Durand")
    press(page, "Créer mon attestation")
    take(page, "certificate")


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        served_demo(Path(folder)) as url,
        phone(url) as page,
    ):
        walk(page)


if __name__ == "__main__":
    main()
