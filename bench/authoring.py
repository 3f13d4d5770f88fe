"""Time a module written in Chromium, from a clean site to its publication by somebody else.

DATA=<an empty folder> python -m bench.authoring

The template “Un réflexe”: its page, three lessons, eight questions. Every sign is typed, at the
pace of somebody fast; clicks outside typing are counted. Aims: 15 clicks at most, one screen for
each part.
"""

import os
import shutil
import sys
import time
from pathlib import Path

import django
from playwright.sync_api import sync_playwright

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "elearning.settings.demo")
django.setup()

from tests.browser.signing_in import enter_editor  # noqa: E402
from tests.browser.site import served_demo  # noqa: E402
from tests.browser.writing import Writer  # noqa: E402

MOST_CLICKS, PARTS = 15, 12
PACE = 20  # milliseconds between two signs
TITLE = "Les faux RIB"


def main() -> None:
    data = Path(os.environ["DATA"])
    with served_demo(data) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        desk = {"base_url": url, "locale": "fr-FR", "viewport": {"width": 1280, "height": 900}}
        trainer, reviewer = (browser.new_context(**desk).new_page() for _ in range(2))
        enter_editor(trainer, data, "trainer")
        enter_editor(reviewer, data, "administrator")
        writer = Writer(trainer, PACE)
        start = time.perf_counter()
        writer.begin(TITLE, "Vérifier un RIB avant de payer.")
        writer.write_all()
        writer.submit()
        writer.publish(reviewer, TITLE)
        spent = time.perf_counter() - start
        reviewer.goto("/catalogue/")
        is_online = reviewer.get_by_role("link", name=TITLE).count() > 0
        browser.close()
    sys.stdout.write(
        f"{writer.clicks} clicks (most {MOST_CLICKS}), {len(writer.screens)} screens for {PARTS} "
        f"parts, {writer.signs} signs typed, {spent:.0f} s of which "
        f"{writer.signs * PACE / 1000:.0f} s of typing\n"
    )
    if not is_online:
        raise SystemExit("the module is not in the catalogue")
    if writer.clicks > MOST_CLICKS or len(writer.screens) > PARTS:
        raise SystemExit("over")


if __name__ == "__main__":
    main()
