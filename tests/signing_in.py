"""Signing in as a browser does: the pages of the site, one after the other."""

import re
import time

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.test import Client
from django.urls import reverse

from elearning.accounts import roles
from tests.factories import UserFactory

PASSWORD = "sept mots tirés au hasard"
ANOTHER = "une tout autre phrase, longue"


def member(role: roles.Role | None = None, **fields):
    """Return somebody with a confirmed address, of the team if a role is given."""
    user = UserFactory(**fields)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    if role:
        roles.create_roles()
        user.groups.set(user.groups.model.objects.filter(name=role.name))
    return user


def by_password(user, browser=None, password=PASSWORD):
    browser = browser or Client()
    browser.post(reverse("account_login"), {"login": user.email, "password": password})
    return browser


def by_code(user, browser=None):
    browser = browser or Client()
    browser.post(reverse("account_request_login_code"), {"email": user.email})
    browser.post(reverse("account_confirm_login_code"), {"code": code_in(mail.outbox[-1])})
    return browser


WAYS = [by_password, by_code]


def twice(password) -> dict:
    return {"password1": password, "password2": password}


def code_in(message) -> str:
    return re.search(r"^ +(\d{4}-\d{4})$", message.body, re.MULTILINE)[1]


def app_code(secret: str, steps=0) -> str:
    """Return what an authenticator app shows, some steps of 30 seconds from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def enrol(browser, password=PASSWORD) -> str:
    """Link an authenticator app from the pages of the account; return its secret."""
    page = browser.get(reverse("mfa_activate_totp"))
    if page.status_code == 302:
        browser.post(page.url, {"password": password})
        page = browser.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    browser.post(reverse("mfa_activate_totp"), {"code": app_code(secret)})
    return secret


def is_signed_in(browser) -> bool:
    return "_auth_user_id" in browser.session
