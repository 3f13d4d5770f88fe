"""Weigh the pages that people see, in Chromium, and write docs/measures.md (`make measure`)."""

import datetime
import tempfile
from pathlib import Path

from playwright.sync_api import Page

from bench.chromium import PHONE, chromium
from tests.browser.bank import answer_right
from tests.browser.going import go_on, open_link, press, submit_answer
from tests.browser.site import ROOT, served_demo

MODULE = "/sensibiliser/des-mots-de-passe-solides/"
REPORT = ROOT / "docs" / "measures.md"
COUNT_NODES = """() => document.querySelectorAll('*').length
    - document.querySelectorAll('svg *').length"""
BUDGETS = {  # page: (nodes, requests, kB), design.md section 7 and quality.md C.3
    "Accueil": (250, 8, 80),
    "Catalogue": (320, 10, 120),
    "Module": (300, 10, 120),
    "Leçon": (300, 10, 120),
    "Question": (150, 6, 30),
    "Réponse expliquée": (180, 6, 35),
    "Résultat": (250, 6, 50),
    "Attestation": (250, 6, 50),
    "Vérification": (120, 4, 25),
    "Mon parcours": (350, 8, 80),
}


class Scale:
    """Counts the requests of a page and the bytes they transfer, with a cold cache."""

    def __init__(self, page: Page):
        self.page = page
        self.session = page.context.new_cdp_session(page)
        self.session.send("Network.enable")
        self.session.send("Network.setCacheDisabled", {"cacheDisabled": True})
        self.session.on("Network.loadingFinished", self._finished)
        self.rows: dict[str, tuple[int, int, float]] = {}

    def _finished(self, event):
        self.requests += 1
        self.bytes += event["encodedDataLength"]

    def weigh(self, name: str, url: str | None = None) -> None:
        self.page.wait_for_load_state("networkidle")
        self.requests, self.bytes = 0, 0
        self.page.goto(url or self.page.url, wait_until="networkidle")
        nodes = self.page.evaluate(COUNT_NODES)
        self.rows[name] = (nodes, self.requests, self.bytes / 1000)


def walk(page: Page, scale: Scale) -> None:
    """Go through the whole journey, weighing each kind of page."""
    scale.weigh("Accueil", "/")
    scale.weigh("Catalogue", "/catalogue/")
    scale.weigh("Module", MODULE)
    open_link(page, "Commencer la première leçon")
    scale.weigh("Leçon")
    while page.get_by_role("button", name="Leçon terminée").count():
        press(page, "Leçon terminée")
    press(page, "Passer le quiz")
    scale.weigh("Question")
    while "/resultat/" not in page.url:
        answer_right(page)
        submit_answer(page)
        scale.weigh("Réponse expliquée")
        go_on(page)
    scale.weigh("Résultat")
    open_link(page, "Obtenir mon attestation")
    page.locator("[name=name]").fill("Camille Durand")
    press(page, "Créer mon attestation")
    scale.weigh("Attestation")
    scale.weigh("Vérification", "/verifier/")
    scale.weigh("Mon parcours", "/mon-parcours/")


def report(rows: dict[str, tuple[int, int, float]]) -> str:
    lines = [
        "# Measures",
        "",
        f"Written by `make measure` on {datetime.date.today():%d %B %Y}: Chromium, phone of "
        "360 × 640 px, empty cache, compressed bytes as transferred. Budgets in brackets.",
        "",
        "| Page | DOM nodes | Requests | kB |",
        "|---|---|---|---|",
    ]
    for name, (nodes, requests, weight) in rows.items():
        most = BUDGETS[name]
        lines.append(
            f"| {name} | {nodes} ({most[0]}) | {requests} ({most[1]}) | {weight:.1f} ({most[2]}) |"
        )
    return "\n".join(lines) + "\n"


def main() -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        served_demo(Path(folder)) as url,
        chromium() as browser,
    ):
        page = browser.new_page(base_url=url, **PHONE)
        scale = Scale(page)
        walk(page, scale)
    kept = REPORT.read_text().partition("\n## ")[2] if REPORT.exists() else ""
    REPORT.write_text(report(scale.rows) + (f"\n## {kept}" if kept else ""))
    over = [
        name
        for name, row in scale.rows.items()
        if any(value > most for value, most in zip(row, BUDGETS[name], strict=True))
    ]
    if over:
        raise SystemExit(f"over budget: {', '.join(over)}")


if __name__ == "__main__":
    main()
