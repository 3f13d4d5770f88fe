"""The settings of production, in a process of their own."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

SECRETS = {
    "SECRET_KEY": "x9f0-longue-clef-de-production-jamais-publiee-2718281828459045",
    "ALLOWED_HOSTS": "formation.example",
    "BASE_URL": "https://formation.example",
    "EMAIL_HOST": "smtp.example",
    "DEFAULT_FROM_EMAIL": "formation@formation.example",
}


@pytest.fixture
def run(tmp_path):
    def run(*arguments, **changes):
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith("TEST_")
        }
        environment |= SECRETS | {
            "DJANGO_SETTINGS_MODULE": "elearning.settings.production",
            "DATA": str(tmp_path),
        }
        environment |= changes
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=settings.BASE_DIR,
            env={name: value for name, value in environment.items() if value is not None},
            capture_output=True,
            text=True,
            check=False,
        )

    return run


@pytest.mark.parametrize("name", SECRETS)
def test_it_does_not_start_without_what_only_the_operator_knows(run, name):
    answer = run("-c", "import elearning.settings.production", **{name: None})

    assert answer.returncode != 0
    assert f"{name} is not set" in answer.stderr


def test_cookies_travel_encrypted_and_belong_to_this_host(run):
    program = """
import json
from django.conf import settings
print(json.dumps({name: getattr(settings, name) for name in dir(settings) if "COOKIE" in name}))
"""
    cookies = json.loads(run("-c", program).stdout)

    for name in ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "LEARNER_COOKIE_NAME"):
        assert cookies[name].startswith("__Host-")
    assert cookies["SESSION_COOKIE_SECURE"]
    assert cookies["CSRF_COOKIE_SECURE"]
    assert cookies["SESSION_COOKIE_HTTPONLY"]
    assert cookies["CSRF_COOKIE_HTTPONLY"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "too-short"),
        ("ALLOWED_HOSTS", "*"),
        ("BASE_URL", "http://formation.example"),
    ],
)
def test_it_does_not_start_with_an_unsafe_value_and_names_it(run, name, value):
    answer = run("-c", "import elearning.settings.production", **{name: value})

    assert answer.returncode != 0
    assert f"{name} must" in answer.stderr


def test_a_password_for_mail_is_not_sent_in_clear(run):
    changes = {"EMAIL_HOST_PASSWORD": "secret", "EMAIL_USE_TLS": "no"}

    answer = run("-c", "import elearning.settings.production", **changes)

    assert "EMAIL_USE_TLS must" in answer.stderr
