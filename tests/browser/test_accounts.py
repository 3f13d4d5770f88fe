"""Accounts, with a real browser: sign up, a second factor, a passkey."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.going import open_link, press
from tests.browser.signing_in import ADDRESSES, enrol_app, give_app_code, sign_in

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def phone(new_page, base_url):
    """A page on a phone that keeps passkeys; they belong to a name, not to an IP address."""
    page = new_page(base_url=base_url.replace("127.0.0.1", "localhost"))
    refused = []
    page.on("console", lambda message: refused.append(message.text))
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    yield page
    assert refused == []


@pytest.fixture
def mails(data_folder):
    """Return what the last mail said, as the demonstration keeps it."""

    def last():
        newest = max((data_folder / "mail").iterdir(), key=lambda path: path.stat().st_mtime)
        return newest.read_text()

    return last


def code_of(mail):
    return re.findall(r"^ +(\d{4}-\d{4})$", mail, re.MULTILINE)[-1]


@pytest.mark.parametrize("address", ["login/", "signup/", "login/code/", "password/reset/"])
def test_every_door_is_accessible_and_fits(page, address, check_accessible, check_fits):
    page.goto(f"/compte/{address}")
    check_accessible(page)
    check_fits(page)


def test_an_account_is_made_with_an_address_alone_without_javascript(plain_page, mails):
    plain_page.goto("/compte/signup/")
    plain_page.get_by_label("Adresse électronique").fill("nouvelle@demo.example")
    press(plain_page, "Créer un compte")
    plain_page.get_by_label("Code", exact=True).fill(code_of(mails()))
    press(plain_page, "Confirmer")
    plain_page.wait_for_url("**/mon-parcours/")
    expect(plain_page.locator(".account")).to_contain_text("nouvelle@demo.example")


def test_a_wrong_password_is_told_at_its_place(page, check_accessible):
    page.goto("/compte/login/")
    page.fill("[name=login]", "apprenante@demo.example")
    page.fill("[name=password]", "pas le bon mot de passe")
    press(page, "Se connecter")
    expect(page).to_have_title(re.compile("^Erreur"))
    check_accessible(page)


def test_somebody_of_the_team_enrols_then_signs_in_with_a_passkey_alone(
    phone, data_folder, check_accessible, check_fits
):
    password = (data_folder / "password-trainer").read_text()
    sign_in(phone, data_folder, "trainer")
    phone.goto("/cms/")
    expect(phone.locator(".notice.warning")).to_contain_text("deuxième étape")
    check_accessible(phone)
    check_fits(phone)

    secret = enrol_app(phone, password)
    (data_folder / "secret-trainer").write_text(secret)
    check_accessible(phone)
    check_fits(phone)
    open_link(phone, "Espace de rédaction")
    phone.wait_for_url("**/cms/")

    phone.goto("/compte/2fa/webauthn/add/")
    check_accessible(phone)
    press(phone, "Ajouter")
    phone.wait_for_url(lambda url: "/webauthn/add/" not in url)
    phone.goto("/compte/2fa/webauthn/")
    check_accessible(phone)
    check_fits(phone)

    sign_out(phone)
    phone.goto("/compte/login/")
    press(phone, "Se connecter avec une clé d’accès")
    phone.wait_for_url("**/mon-parcours/")
    expect(phone.locator(".account")).to_contain_text(ADDRESSES["trainer"])
    phone.goto("/cms/")
    expect(phone).to_have_url(re.compile("/cms/$"))

    phone.goto("/compte/sessions/")
    check_accessible(phone)
    sign_out(phone)
    sign_in(phone, data_folder, "trainer")
    expect(phone).to_have_url(re.compile("/2fa/authenticate/"))
    check_accessible(phone)
    give_app_code(phone, secret)
    phone.wait_for_url("**/mon-parcours/")
    expect(phone.locator(".account")).to_contain_text(ADDRESSES["trainer"])


def sign_out(page):
    page.goto("/compte/logout/")
    press(page, "Se déconnecter")
    page.wait_for_url(lambda url: "/logout/" not in url)
