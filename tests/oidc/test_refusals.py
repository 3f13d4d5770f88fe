"""What a provider answers is refused when it does not hold: the page says little, the log why."""

import datetime
import logging

import jwt
import pytest
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.oauth2.client import OAuth2Client
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client
from django.urls import reverse

from elearning.accounts.models import User
from elearning.accounts.oidc import client as our_side
from elearning.accounts.oidc.tokens import Refused, read
from tests.oidc.browsers import by_provider, leave_for, sign_in_there
from tests.signing_in import is_signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser():
    return Client()


@pytest.fixture
def refused(browser, caplog):
    """Fail unless an answer let nobody in, wrote nothing and left this reason in the log."""

    def refused(answer, reason):
        assert answer.status_code == 401
        assert "n’êtes pas connecté" in answer.content.decode()
        assert not is_signed_in(browser)
        assert not User.objects.exists()
        assert not SocialAccount.objects.exists()
        assert reason in caplog.text
        assert "camille" not in caplog.text.lower()

    with caplog.at_level(logging.WARNING, logger="elearning.accounts.adapters"):
        yield refused


@pytest.mark.usefixtures("app")
def test_another_nonce(browser, refused):
    """As of a token that somebody obtained elsewhere and slips in."""
    answer = by_provider(browser, "camille", changes={"nonce": "of another sign-in"})

    refused(answer, "another nonce")


@pytest.mark.usefixtures("app")
def test_a_token_for_another_client(browser, refused, monkeypatch):
    exchange = OAuth2Client.get_access_token

    def as_another_client(self, *args, **kwargs):
        self.consumer_key, self.consumer_secret = "autre", "secret-autre"
        return exchange(self, *args, **kwargs)

    monkeypatch.setattr(OAuth2Client, "get_access_token", as_another_client)

    answer = by_provider(browser, "camille", changes={"client_id": "autre"})

    refused(answer, "InvalidAudienceError")


@pytest.mark.usefixtures("app")
def test_an_expired_token(browser, refused, monkeypatch):
    class Later(datetime.datetime):
        @classmethod
        def now(cls, tz=None):
            return super().now(tz) + datetime.timedelta(minutes=2)

    monkeypatch.setattr("jwt.api_jwt.datetime", Later)

    refused(by_provider(browser, "camille"), "ExpiredSignatureError")


@pytest.mark.usefixtures("app")
def test_no_token_at_all(browser, refused, monkeypatch):
    exchange = OAuth2Client.get_access_token
    monkeypatch.setattr(
        OAuth2Client,
        "get_access_token",
        lambda *args, **kwargs: exchange(*args, **kwargs) | {"id_token": None},
    )

    refused(by_provider(browser, "camille"), "DecodeError")


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("provider", ["agents", "ordinaire"])
def test_information_about_somebody_else(provider, browser, refused, monkeypatch):
    person = our_side.Client._person
    monkeypatch.setattr(
        our_side.Client, "_person", lambda *args: person(*args) | {"sub": "sans_preuve"}
    )

    refused(by_provider(browser, "camille", provider=provider), "somebody else")


@pytest.mark.usefixtures("app")
def test_a_code_that_served_already(browser):
    back = sign_in_there(leave_for(browser), "camille", "eidas2")
    browser.get(back)
    browser.logout()

    assert browser.get(back).status_code == 401
    assert not is_signed_in(browser)


@pytest.mark.usefixtures("app")
def test_what_another_browser_went_for(browser, refused):
    """As of a link that signs its victim in to the account of somebody else."""
    back = sign_in_there(leave_for(Client()), "camille", "eidas2")

    refused(browser.get(back), "not begun in this browser")


def test_a_provider_that_calls_itself_otherwise(app, browser, refused):
    app["settings"]["server_url"] = app["settings"]["server_url"].replace("127.0.0.1", "localhost")

    refused(browser.post(reverse("openid_connect_login", args=["agents"])), "another issuer")


def test_a_provider_that_does_not_answer(app, browser, refused):
    app["settings"]["server_url"] = "http://127.0.0.1:9"

    refused(browser.post(reverse("openid_connect_login", args=["agents"])), "does not answer")


@pytest.mark.usefixtures("app")
def test_a_link_alone_leaves_for_no_provider(browser):
    answer = browser.get(reverse("openid_connect_login", args=["agents"]))

    assert answer.status_code == 200
    assert "at_provider" not in browser.session


# Signatures

ISSUER, CLIENT = "https://fournisseur.example", "formation"


def key_pair(number="first"):
    private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    public = jwt.algorithms.RSAAlgorithm.to_jwk(private.public_key(), as_dict=True)
    return private, {"keys": [public | {"kid": number, "use": "sig", "alg": "RS256"}]}


def signed(private, number="first", algorithm="RS256", **changes):
    claims = {"iss": ISSUER, "aud": CLIENT, "sub": "camille"} | changes
    return jwt.encode(claims, private, algorithm, headers={"kid": number})


def test_a_token_that_its_key_signed_is_believed():
    private, keys = key_pair()

    assert read(signed(private), keys, ISSUER, CLIENT, [])["sub"] == "camille"


@pytest.mark.filterwarnings("ignore::jwt.warnings.InsecureKeyLengthWarning")
@pytest.mark.parametrize(
    "forge",
    [
        lambda private: signed(key_pair()[0]),
        lambda private: signed(private, number="second"),
        lambda private: signed(None, algorithm="none"),
        lambda private: signed("a shared secret, long enough to sign", algorithm="HS256"),
        lambda private: signed(private, iss="https://ailleurs.example"),
        lambda private: signed(private, aud=["autre"]),
        lambda private: signed(private, aud=["autre", CLIENT], azp="autre"),
        lambda private: signed(private)[:-4] + "AAAA",
        lambda private: "not a token",
    ],
)
def test_a_forged_token_is_refused(forge):
    private, keys = key_pair()

    with pytest.raises(Refused):
        read(forge(private), keys, ISSUER, CLIENT, [])


def test_a_token_that_lacks_what_is_required_is_refused():
    private, keys = key_pair()

    with pytest.raises(Refused, match="MissingRequiredClaimError"):
        read(signed(private), keys, ISSUER, CLIENT, ["exp"])
