"""Signing in to the demonstration, whose team enrols an authenticator app the first time."""

import json

from tests.browser.going import enter, follow
from tests.signing_in import app_code

ADDRESSES = {
    "learner": "apprenante@demo.example",
    "manager": "encadrant@demo.example",
    "trainer": "formatrice@demo.example",
    "administrator": "administration@demo.example",
}


def sign_in(page, data_folder, role):
    """Sign a demo account in, as far as its password leads."""
    page.goto("/compte/login/")
    page.fill("[name=login]", ADDRESSES[role])
    page.fill("[name=password]", (data_folder / f"password-{role}").read_text())
    enter(page, "[name=password]")
    page.wait_for_url(lambda url: "/compte/login/" not in url)


def enter_editor(page, data_folder, role):
    """Open the editor as a demo account: enrol the first time, keep the session for the next."""
    kept, secret = data_folder / f"session-{role}.json", data_folder / f"secret-{role}"
    if kept.exists():
        page.context.add_cookies(json.loads(kept.read_text()))
    else:
        sign_in(page, data_folder, role)
        if secret.exists():
            give_app_code(page, secret.read_text())
        else:
            page.goto("/cms/")
            enrol_app(page, (data_folder / f"password-{role}").read_text())
        kept.write_text(json.dumps(page.context.cookies()))
    page.goto("/cms/")


def enrol_app(page, password) -> str:
    """Link an authenticator app from the page of the second step; return its secret."""
    follow(page, page.locator("a[href$='/2fa/totp/activate/']"))
    page.fill("[name=password]", password)
    enter(page, "[name=password]")
    secret = page.input_value("#authenticator_secret")
    page.fill("[name=code]", app_code(secret))
    enter(page, "[name=code]")
    page.wait_for_url("**/2fa/recovery-codes/")
    return secret


def give_app_code(page, secret):
    """Show the second factor with a code that no other sign-in has used."""
    for steps in (0, 1, -1):
        page.fill("[name=code]", app_code(secret, steps))
        enter(page, "[name=code]")
        if "/2fa/authenticate/" not in page.url:
            return
    raise AssertionError("no code of the app was accepted")
