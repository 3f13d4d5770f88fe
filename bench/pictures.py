"""Take the pictures of the README from the demonstration (`make pictures`)."""

import io
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

from bench.measure import MODULE, phone
from tests.browser.bank import answer_right
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
    page.get_by_role("link", name="Commencer la première leçon").click()
    while page.get_by_role("button", name="Leçon terminée").count():
        page.get_by_role("button", name="Leçon terminée").click()
    page.get_by_role("button", name="Passer le quiz").click()
    take(page, "question")
    answer_right(page)
    page.get_by_role("button", name="Valider ma réponse").click()
    take(page, "feedback")
    while "/resultat/" not in page.url:
        page.locator(".actions a.button").click()
        if page.get_by_role("button", name="Valider ma réponse").count():
            answer_right(page)
            page.get_by_role("button", name="Valider ma réponse").click()
    page.get_by_role("link", name="Obtenir mon attestation").click()
    page.locator("[name=name]").fill("Camille Durand")
    page.get_by_role("button", name="Créer mon attestation").click()
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
