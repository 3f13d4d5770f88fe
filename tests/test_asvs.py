"""A row of docs/asvs.md counts by a test: each test that it names exists."""

import re

import pytest
from django.conf import settings

NAMED = re.compile(r"`(tests/[\w/]+)(\.py)?(?:::(\w+))?`")
PAGES = ("docs/asvs.md", "docs/threat-model.md")


@pytest.mark.parametrize("page", PAGES)
def test_every_test_that_the_page_names_exists(page):
    named = NAMED.findall((settings.BASE_DIR / page).read_text())
    missing = [
        f"{path}{suffix}::{function}"
        for path, suffix, function in named
        if not (settings.BASE_DIR / f"{path}{suffix}").exists()
        or (function and f"def {function}(" not in (settings.BASE_DIR / f"{path}.py").read_text())
    ]

    assert named
    assert not missing
