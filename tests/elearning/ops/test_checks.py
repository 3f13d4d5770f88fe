"""An unsafe setting is named by `manage.py check`."""

import pytest
from django.conf import settings as base

from elearning.ops.checks import RULES, safe_settings


def faults():
    return [error.id for error in safe_settings(None)]


def test_our_settings_are_safe():
    assert faults() == []


POLICY = base.CONTENT_SECURITY_POLICY["DIRECTIVES"]
SQLITE = {"ENGINE": "django.db.backends.sqlite3"}
UNSAFE = [
    (1, {"CONTENT_SECURITY_POLICY": {"DIRECTIVES": POLICY | {"script-src": ["'unsafe-inline'"]}}}),
    (1, {"CONTENT_SECURITY_POLICY": {"DIRECTIVES": POLICY | {"img-src": ["*"]}}}),
    (1, {"CONTENT_SECURITY_POLICY": {"DIRECTIVES": POLICY | {"default-src": ["'self'"]}}}),
    (2, {"WAGTAILIMAGES_EXTENSIONS": ["png", "svg"]}),
    (2, {"WAGTAILDOCS_EXTENSIONS": ["pdf", "html"]}),
    (3, {"WAGTAILDOCS_SERVE_METHOD": "direct"}),
    (4, {"WAGTAILDOCS_MAX_UPLOAD_SIZE": None}),
    (5, SQLITE | {"OPTIONS": {}}),
    (6, {"ATOMIC_REQUESTS": True}),
]


@pytest.mark.parametrize(("number", "changes"), UNSAFE)
def test_an_unsafe_one_is_named(settings, monkeypatch, number, changes):
    for name, value in changes.items():
        if name in ("ENGINE", "OPTIONS", "ATOMIC_REQUESTS"):
            monkeypatch.setitem(settings.DATABASES["default"], name, value)
        else:
            setattr(settings, name, value)

    assert faults() == [f"elearning.E{number:03}"]


def test_every_rule_has_a_setting_that_breaks_it():
    assert {number for number, _ in UNSAFE} == set(range(1, len(RULES) + 1))
