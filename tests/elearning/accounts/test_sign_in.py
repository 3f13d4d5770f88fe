"""Signing in and up: what is said to whom, and how long a session lives."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from elearning.accounts.models import User
from tests.signing_in import (
    PASSWORD,
    WAYS,
    by_code,
    by_password,
    code_in,
    is_signed_in,
    member,
)

pytestmark = pytest.mark.django_db
SIGN_UP = "account_signup"
NOBODY = "personne-ici@mairie.example"


@pytest.fixture
def hashings(monkeypatch):
    """Count how often a password is hashed: what takes time when one signs in."""
    calls = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(
        MD5PasswordHasher,
        "encode",
        lambda self, password, salt: calls.append(1) or encode(self, password, salt),
    )
    return calls


def words_of(answer, *addresses):
    """Return what an answer says, without tokens and without the address that was typed."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
    for address in addresses:
        text = text.replace(address, "…")
    return answer.status_code, answer.headers.get("Location"), text


def test_an_account_is_an_address_and_a_code_received_there(mailoutbox):
    browser = Client()
    browser.post(reverse(SIGN_UP), {"email": "camille@mairie.example"})
    assert not is_signed_in(browser)

    browser.post(reverse("account_email_verification_sent"), {"code": code_in(mailoutbox[-1])})

    assert is_signed_in(browser)
    user = User.objects.get(email="camille@mairie.example")
    assert not user.has_usable_password()
    assert (user.first_name, user.last_name) == ("", "")


def test_a_password_may_be_chosen_at_once(mailoutbox):
    browser = Client()
    form = {"email": "camille@mairie.example", "password1": PASSWORD}
    browser.post(reverse(SIGN_UP), form)
    browser.post(reverse("account_email_verification_sent"), {"code": code_in(mailoutbox[-1])})

    assert is_signed_in(by_password(User.objects.get(), Client()))


def test_nobody_signs_in_before_the_address_is_confirmed(mailoutbox):
    Client().post(reverse(SIGN_UP), {"email": "camille@mairie.example", "password1": PASSWORD})

    assert not is_signed_in(by_password(User.objects.get()))


def test_a_password_typed_on_the_address_of_another_opens_nothing_once_its_owner_came(mailoutbox):
    thief = Client()
    thief.post(reverse(SIGN_UP), {"email": "alice@mairie.example", "password1": PASSWORD})
    alice = User.objects.get()

    owner = by_code(alice)

    assert owner.get(reverse("account_email")).status_code == 200
    assert not is_signed_in(by_password(alice))
    thief.get(reverse("account_email_verification_sent"))
    assert not is_signed_in(thief)


def test_a_password_that_its_owner_typed_stays_when_the_address_is_confirmed_later(mailoutbox):
    Client().post(reverse(SIGN_UP), {"email": "alice@mairie.example", "password1": PASSWORD})
    alice = User.objects.get()
    cache.clear()  # three minutes pass
    browser = by_password(alice)
    browser.post(reverse("account_email_verification_sent"), {"code": code_in(mailoutbox[-1])})

    assert is_signed_in(browser)
    assert is_signed_in(by_password(alice))


def test_an_address_added_to_an_account_is_not_its_own_before_it_is_confirmed(mailoutbox):
    mallory = by_password(member(email="mallory@ailleurs.example"))
    form = {"action_add": "", "email": "alice@mairie.example"}
    mallory.post(mallory.post(reverse("account_email"), form).url, {"password": PASSWORD})
    assert mailoutbox[-1].to == ["alice@mairie.example"]

    browser = Client()
    browser.post(reverse("account_request_login_code"), {"email": "alice@mairie.example"})

    assert "code de connexion" not in mailoutbox[-1].body
    assert not EmailAddress.objects.filter(email="alice@mairie.example").exists()


@pytest.mark.parametrize("way", WAYS)
def test_each_way_signs_in(way):
    assert is_signed_in(way(member()))


def test_a_wrong_password_and_an_unknown_address_get_the_same_words_and_the_same_work(hashings):
    member(email="alice@mairie.example")
    answers = []
    work = []
    for address in ("alice@mairie.example", NOBODY):
        hashings.clear()
        form = {"login": address, "password": "pas le bon mot de passe"}
        answer = Client().post(reverse("account_login"), form)
        answers.append(words_of(answer, address))
        work.append(len(hashings))

    assert answers[0] == answers[1]
    assert work[0] == work[1] >= 1


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("account_request_login_code", "email"),
        ("account_reset_password", "email"),
        (SIGN_UP, "email"),
    ],
)
def test_asking_for_a_message_says_nothing_of_who_has_an_account(name, field, mailoutbox):
    member(email="alice@mairie.example")
    answers = []
    for address in ("alice@mairie.example", NOBODY):
        browser = Client()
        answer = browser.post(reverse(name), {field: address})
        following = browser.get(answer.url)
        answers.append((words_of(answer), words_of(following, address)))

    assert answers[0] == answers[1]
    assert [message.to for message in mailoutbox] == [["alice@mairie.example"], [NOBODY]]


def test_signing_up_with_a_password_takes_the_same_work_for_a_known_address(hashings, mailoutbox):
    member(email="alice@mairie.example")
    work = []
    for address in ("alice@mairie.example", NOBODY):
        hashings.clear()
        Client().post(reverse(SIGN_UP), {"email": address, "password1": PASSWORD})
        work.append(len(hashings))

    assert work[0] == work[1]


def test_a_code_belongs_to_the_browser_that_asked_for_it(mailoutbox):
    alice = member()
    Client().post(reverse("account_request_login_code"), {"email": alice.email})
    thief = Client()
    thief.post(reverse("account_request_login_code"), {"email": NOBODY})

    thief.post(reverse("account_confirm_login_code"), {"code": code_in(mailoutbox[0])})

    assert not is_signed_in(thief)


def test_three_wrong_codes_and_the_right_one_is_no_longer_good(mailoutbox):
    browser = Client()
    browser.post(reverse("account_request_login_code"), {"email": member().email})
    for _ in range(3):
        browser.post(reverse("account_confirm_login_code"), {"code": "0000-0000"})

    browser.post(reverse("account_confirm_login_code"), {"code": code_in(mailoutbox[0])})

    assert not is_signed_in(browser)


def test_a_code_is_good_for_ten_minutes(mailoutbox, monkeypatch):
    browser = Client()
    browser.post(reverse("account_request_login_code"), {"email": member().email})
    session = browser.session
    stage = session["account_login"]["state"]["stages"]["login_by_code"]["data"]
    stage["at"] -= 601
    session.save()

    browser.post(reverse("account_confirm_login_code"), {"code": code_in(mailoutbox[0])})

    assert not is_signed_in(browser)


def test_passwords_are_not_tried_at_leisure():
    alice = member()
    for number in range(6):
        by_password(alice, password=f"essai numéro {number}")

    assert not is_signed_in(by_password(alice))


@pytest.mark.parametrize("way", WAYS)
def test_a_session_known_before_signing_in_is_worth_nothing_after(way):
    browser = Client()
    browser.get(reverse("account_request_login_code"))
    session = browser.session
    session["planted"] = True
    session.save()
    browser.cookies["sessionid"] = session.session_key

    way(member(), browser)

    assert browser.session.session_key != session.session_key
    thief = Client()
    thief.cookies["sessionid"] = session.session_key
    assert not is_signed_in(thief)


def test_signing_out_ends_the_session_on_the_server():
    browser = by_password(member())
    stolen = browser.cookies["sessionid"].value
    browser.post(reverse("account_logout"))

    thief = Client()
    thief.cookies["sessionid"] = stolen

    assert thief.get(reverse("account_email")).url.startswith(reverse("account_login"))


def test_a_suspended_account_is_signed_out_everywhere_at_once(mailoutbox):
    alice = member()
    browser = by_password(alice)
    assert browser.get(reverse("account_email")).status_code == 200

    User.objects.filter(pk=alice.pk).update(is_active=False)

    assert browser.get(reverse("account_email")).url.startswith(reverse("account_login"))
    assert not is_signed_in(by_password(alice, Client()))
    Client().post(reverse("account_request_login_code"), {"email": alice.email})
    assert "code de connexion" not in mailoutbox[-1].body


def test_ones_devices_are_listed_and_the_others_closed():
    alice = member()
    here = by_password(alice, Client(headers={"User-Agent": "Firefox de la mairie"}))
    there = by_password(alice, Client(headers={"User-Agent": "Un téléphone inconnu"}))
    elsewhere = by_password(member(), Client(headers={"User-Agent": "Chez quelqu’un d’autre"}))

    page = here.get(reverse("usersessions_list")).content.decode()
    assert "Un téléphone inconnu" in page
    assert "Chez quelqu’un d’autre" not in page

    here.post(reverse("usersessions_list"))

    assert here.get(reverse("account_email")).status_code == 200
    assert there.get(reverse("account_email")).status_code == 302
    assert elsewhere.get(reverse("account_email")).status_code == 200


def test_another_password_signs_the_other_devices_out():
    alice = member()
    here, there = by_password(alice), by_password(alice)

    here.post(
        reverse("account_change_password"),
        {
            "oldpassword": PASSWORD,
            "password1": "une tout autre phrase, longue",
            "password2": "une tout autre phrase, longue",
        },
    )

    assert here.get(reverse("account_email")).status_code == 200
    assert there.get(reverse("account_email")).status_code == 302


def test_another_password_needs_the_one_before():
    alice = member()
    form = {
        "oldpassword": "pas celui-là",
        "password1": "une tout autre phrase, longue",
        "password2": "une tout autre phrase, longue",
    }

    by_password(alice).post(reverse("account_change_password"), form)

    assert is_signed_in(by_password(alice))


@pytest.mark.parametrize(
    "target", ["https://ailleurs.example/", "//ailleurs.example/", "javascript:1"]
)
def test_signing_in_leads_nowhere_else(target):
    alice = member()
    form = {"login": alice.email, "password": PASSWORD, "next": target}

    assert Client().post(reverse("account_login"), form).url == reverse("journey")
