"""Signing in to the demonstration, whose team enrols an authenticator app the first time."""

from tests.signing_in import app_code

ADDRESSES = {
    "learner": "apprenante@demo.example",
    "trainer": "formatrice@demo.example",
    "administrator": "administration@demo.example",
}


def sign_in(page, data_folder, role):
    """Sign a demo account in, as far as its password leads."""
    page.goto("/compte/login/")
    page.fill("[name=login]", ADDRESSES[role])
    page.fill("[name=password]", (data_folder / f"password-{role}").read_text())
    page.press("[name=password]", "Enter")
    page.wait_for_url(lambda url: "/compte/login/" not in url)


def enter_editor(page, data_folder, role):
    """Sign in and open the editor; the secret of the app is kept beside the password."""
    kept = data_folder / f"secret-{role}"
    sign_in(page, data_folder, role)
    if kept.exists():
        give_app_code(page, kept.read_text())
    else:
        page.goto("/cms/")
        kept.write_text(enrol_app(page, (data_folder / f"password-{role}").read_text()))
    page.goto("/cms/")


def enrol_app(page, password) -> str:
    """Link an authenticator app from the page of the second step; return its secret."""
    page.locator("a[href$='/2fa/totp/activate/']").click()
    page.fill("[name=password]", password)
    page.press("[name=password]", "Enter")
    secret = page.input_value("#authenticator_secret")
    page.fill("[name=code]", app_code(secret))
    page.press("[name=code]", "Enter")
    page.wait_for_url("**/2fa/recovery-codes/")
    return secret


def give_app_code(page, secret):
    """Show the second factor with a code that no other sign-in has used."""
    for steps in (0, 1, -1):
        page.fill("[name=code]", app_code(secret, steps))
        page.press("[name=code]", "Enter")
        page.wait_for_load_state()
        if "/2fa/authenticate/" not in page.url:
            return
    raise AssertionError("no code of the app was accepted")
