"""The messages about accounts, as a mail server receives them."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.signing_in import ANOTHER, PASSWORD, by_password, enrol, member, twice
from tests.smtp import sink

pytestmark = pytest.mark.django_db
SITE = "http://testserver"


@pytest.fixture
def received(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with sink() as (port, messages):
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        yield messages


@pytest.fixture
def alice():
    return member(email="alice@mairie.example")


def sign_up(alice):
    Client().post(reverse("account_signup"), {"email": "nouvelle@mairie.example"})


def sign_up_again(alice):
    Client().post(reverse("account_signup"), {"email": alice.email})


def ask_for_a_code(alice):
    Client().post(reverse("account_request_login_code"), {"email": alice.email})


def ask_for_a_code_without_account(alice):
    Client().post(reverse("account_request_login_code"), {"email": "nouvelle@mairie.example"})


def forget_the_password(alice):
    Client().post(reverse("account_reset_password"), {"email": alice.email})


def change_the_password(alice):
    form = {"oldpassword": PASSWORD} | twice(ANOTHER)
    by_password(alice).post(reverse("account_change_password"), form)


def link_an_app(alice):
    enrol(by_password(alice))


STORIES = {
    sign_up: "Confirmez votre adresse",
    sign_up_again: "Vous avez déjà un compte",
    ask_for_a_code: "Votre code de connexion",
    ask_for_a_code_without_account: "Pas de compte à cette adresse",
    forget_the_password: "Choisissez un autre mot de passe",
    change_the_password: "Mot de passe modifié",
}


@pytest.fixture(params=STORIES, ids=lambda story: story.__name__)
def message(request, received, alice):
    request.param(alice)
    (message,) = received
    assert message["Subject"] == STORIES[request.param]
    return message


def text_of(message) -> str:
    return message.get_body(("plain",)).get_content()


def test_each_is_french_text_with_a_short_subject(message):
    assert len(message["Subject"]) <= 50
    text = text_of(message)
    assert text.startswith("Bonjour,")
    assert "{" not in text
    assert "&" not in text
    assert not re.search(r" [:;!?]|\b(your|account|email)\b", text)


def test_each_shows_its_addresses_whole_and_they_are_ours(message):
    addresses = re.findall(r"https?://\S+", text_of(message))

    assert addresses
    assert all(address.startswith(f"{SITE}/") for address in addresses)


def test_each_says_that_nobody_asks_for_a_password(message):
    assert "Nous ne demandons jamais de mot de passe" in text_of(message)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.usefixtures("_first_rows")
def test_a_new_factor_is_told_to_the_account(received, alice):
    link_an_app(alice)

    subjects = [message["Subject"] for message in received]
    assert "Une application est reliée à votre compte" in subjects
