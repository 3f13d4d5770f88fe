"""Time a module written in Chromium, from a clean site to its publication by somebody else.

DATA=<an empty folder> python -m bench.authoring

The template “Un réflexe”: its page, three lessons, eight questions. Every sign is typed, at the
pace of somebody fast; clicks outside typing are counted. Aims: 15 clicks at most, one screen for
each part.
"""

import os
import sys
import time
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "elearning.settings.demo")
django.setup()

from bench.chromium import DESK, chromium  # noqa: E402
from tests.browser.signing_in import enter_editor  # noqa: E402
from tests.browser.site import served_demo  # noqa: E402
from tests.browser.writing import Writer  # noqa: E402

MOST_CLICKS, PARTS = 15, 12
PACE = 20  # milliseconds between two signs
TITLE = "Les faux RIB"


def main() -> None:
    data = Path(os.environ["DATA"])
    with served_demo(data) as url, chromium() as browser:
        trainer, reviewer = (browser.new_page(base_url=url, **DESK) for _ in range(2))
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
