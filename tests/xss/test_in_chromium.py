"""Every payload, in every field, on every page that shows it: none runs in Chromium.

The pages are those of the site, rendered here with their own headers, then opened by
tests/xss/visiting.py; what would run at a click is looked for in their elements.
"""

import json
import subprocess
import sys
from fnmatch import fnmatchcase

import pytest
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from wagtail.models import Page

from tests.access.addresses import addresses
from tests.access.world import browser_of, make_world, people
from tests.xss.payloads import PAYLOADS
from tests.xss.world import Pen, fill

# Fragments, or pages that show again what another one shows.
NOT_VISITED = [
    "*_results", "*:results", "*results*", "*chooser*", "*chosen*", "wagtailadmin_api*",
    "*:delete*", "*:unpublish*", "*:copy*", "*revert*", "*:workflow*", "*:move*", "wagtailimages:*",
    "*_export", "wagtailadmin_tag*", "*bulk*", "*logout*",
]  # fmt: skip


LEARNERS = [
    *("attempt", "question", "result", "review", "mistakes", "answers", "journey", "attempts"),
    *("module_progress", "quiz_conditions", "path_progress", "search", "catalogue", "my_data"),
    *("certificate", "certificate_*", "to_do", "memberships", "team", "teams", "assignments"),
    *("assignment", "print_codes", "ask_to_manage", "wagtail_serve"),
]


@pytest.mark.django_db
@pytest.mark.browser
def test_no_payload_runs_and_the_policy_refuses_nothing(tmp_path):
    accounts = people()
    values = make_world(accounts)
    pages = {}
    fill(pen := Pen(typed=False))
    assert pen.used == set(PAYLOADS)
    for role in ("learner", "manager"):
        browser = browser_of(accounts[role])
        for address in addresses():
            if any(fnmatchcase(address.name, pattern) for pattern in LEARNERS):
                keep(pages, browser, address.url(values))
    for page in Page.objects.live().filter(depth__gt=1):
        keep(pages, browser, page.url)
    fill(Pen(typed=True))
    browser = browser_of(accounts["superuser"])
    for address in addresses():
        url = address.url(values)
        if url.startswith("/cms/") and not any(fnmatchcase(address.name, p) for p in NOT_VISITED):
            keep(pages, browser, url)

    seen = in_chromium(pages, tmp_path)

    assert len(seen) > 100
    assert [page for page in seen if page["ran"] or page["waiting"] or page["refused"]] == []


def keep(pages, browser, url):
    """Keep an answer that shows a payload, to open it in Chromium; none is a failure of ours."""
    answer = browser.get(url)
    assert answer.status_code != 500 or url.startswith("/cms/failwhale/"), url
    is_page = answer.headers.get("Content-Type", "").startswith("text/html")
    if answer.status_code == 200 and is_page and not answer.streaming:
        text = answer.content.decode()
        if "fired" in text and url not in pages:
            pages[url] = {"body": text, "headers": dict(answer.headers)}


def in_chromium(pages, folder) -> list[dict]:
    finders = [getattr(finder, "storages", {}) for finder in get_finders()]
    folders = [storage.location for storages in finders for storage in storages.values()]
    given = {"pages": pages, "folders": folders}
    file = folder / "pages.json"
    file.write_text(json.dumps(given))
    done = subprocess.run(
        [sys.executable, "-m", "tests.xss.visiting", str(file)],
        cwd=settings.BASE_DIR, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
