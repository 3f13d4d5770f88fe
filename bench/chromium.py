"""Chromium, as those who measure the site and take its pictures drive it."""

import shutil
from contextlib import contextmanager

from playwright.sync_api import sync_playwright

PHONE = {"viewport": {"width": 360, "height": 640}, "locale": "fr-FR"}
DESK = {"viewport": {"width": 1280, "height": 900}, "locale": "fr-FR"}


@contextmanager
def chromium():
    """Give a browser for as long as a `with` block lasts."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        yield browser
        browser.close()
