"""What happens at the doors is told to whoever watches, and nobody is named (ASVS V16.3)."""

import json
import logging

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.core import mail
from django.test import Client
from django.urls import reverse

from elearning.accounts.roles import TRAINER
from elearning.accounts.security_log import digest
from elearning.ops.logs import JsonFormatter, RequestIdMiddleware
from tests.signing_in import (
    ANOTHER,
    PASSWORD,
    app_code,
    by_code,
    by_password,
    code_in,
    enrol,
    member,
    twice,
)

pytestmark = pytest.mark.django_db
ADDRESS = "camille.durand@mairie.example"


class Lines(logging.Handler):
    """Keeps each line as production writes it."""

    def __init__(self):
        super().__init__()
        self.setFormatter(JsonFormatter())
        self.lines = []

    def emit(self, record):
        self.lines.append(json.loads(self.format(record)))

    def of(self, message) -> list[dict]:
        return [line for line in self.lines if line["message"] == message]


@pytest.fixture
def log():
    handler = Lines()
    logger = logging.getLogger("security")
    logger.addHandler(handler)
    yield handler
    logger.removeHandler(handler)
    text = json.dumps(handler.lines, ensure_ascii=False)
    assert handler.lines
    assert not [word for word in ("camille", "@", "127.0.0.1", PASSWORD, ANOTHER) if word in text]


@pytest.fixture
def camille():
    return member(email=ADDRESS)


@pytest.mark.parametrize(("way", "ways"), [(by_password, ["password"]), (by_code, ["code"])])
def test_a_sign_in_says_which_account_and_how(way, ways, log, camille):
    way(camille).post(reverse("account_logout"))

    (line,) = log.of("signed in")
    assert (line["level"], line["account"], line["ways"]) == ("INFO", camille.pk, ways)
    assert [line["account"] for line in log.of("signed out")] == [camille.pk]


def test_a_wrong_password_is_told_alike_whether_the_account_exists(log, camille):
    by_password(camille, password="pas celui-là du tout")
    form = {"login": "autre.camille@mairie.example", "password": PASSWORD}
    Client().post(reverse("account_login"), form)

    known, unknown = log.of("wrong password")
    assert known["level"] == "WARNING"
    assert known["address"] == digest(ADDRESS.upper())
    assert known.keys() == unknown.keys()
    assert known["address"] != unknown["address"]
    by_password(camille)
    assert log.of("signed in")[0]["address"] == known["address"]


def test_passwords_tried_too_often_are_told(log, camille):
    for _ in range(11):
        by_password(camille, password="pas celui-là du tout")

    assert {line["address"] for line in log.of("too many passwords")} == {digest(ADDRESS)}


def test_a_wrong_code_of_an_e_mail_is_told(log, camille):
    browser = Client()
    browser.post(reverse("account_request_login_code"), {"email": ADDRESS})
    browser.post(reverse("account_confirm_login_code"), {"code": "0000-0000"})

    (line,) = log.of("wrong code")
    assert (line["level"], line["account"], line["last"]) == ("WARNING", camille.pk, False)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.usefixtures("_first_rows")
def test_a_second_factor_is_told_from_its_making_to_its_end(log, camille):
    browser = by_password(camille)
    secret = enrol(browser)
    again = by_password(camille)
    again.post(reverse("mfa_authenticate"), {"code": "000000"})
    again.post(reverse("mfa_authenticate"), {"code": app_code(secret, steps=1)})
    browser.post(reverse("mfa_deactivate_totp"))

    (wrong,) = log.of("wrong second factor")
    assert (wrong["level"], wrong["account"], wrong["factor"]) == ("WARNING", camille.pk, "totp")
    assert [line["factor"] for line in log.of("second factor shown")] == ["totp"]
    assert log.of("signed in")[-1]["ways"] == ["password", "mfa"]
    assert "totp" in [line["factor"] for line in log.of("second factor added")]
    assert "totp" in [line["factor"] for line in log.of("second factor removed")]


def test_what_changes_an_account_is_told(log, camille):
    browser = by_password(camille)
    form = {"oldpassword": PASSWORD} | twice(ANOTHER)
    browser.post(reverse("account_change_password"), form)
    visitor = Client()
    visitor.post(reverse("account_signup"), {"email": "nouvelle.camille@mairie.example"})
    visitor.post(reverse("account_email_verification_sent"), {"code": code_in(mail.outbox[-1])})

    assert [line["account"] for line in log.of("password changed")] == [camille.pk]
    made = get_user_model().objects.exclude(pk=camille.pk).get()
    assert [line["account"] for line in log.of("account made")] == [made.pk]


def test_what_one_may_not_do_is_told(log, camille):
    people = [camille, member(TRAINER)]
    for person in people:
        browser = Client()
        browser.force_login(person)
        browser.get("/cms/users/")
        browser.get("/cms/login/")

    told = [(line["account"], line["view"]) for line in log.of("refused")]
    assert told == [(person.pk, "wagtailusers_users:index") for person in people]


def test_forms_and_numbers_that_are_tried_are_told(log, camille):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(camille)

    browser.post(reverse("account_logout"))
    browser.get(reverse("certificate", args=["0123456789ABC"]))
    browser.get("/nulle-part/")

    (forged,) = log.of("refused")
    assert (forged["view"], forged["method"]) == ("account_logout", "POST")
    assert [line["view"] for line in log.of("not found")] == ["certificate"]


def test_a_limit_reached_is_told(log, settings):
    settings.ACCOUNT_RATE_LIMITS = {"resume_code": "1/m/ip"}
    for _ in range(2):
        Client().post(reverse("resume"), {"code": "x"})

    (line,) = log.of("too many")
    assert line["level"] == "WARNING"
    assert "account" not in line


def test_a_line_bears_the_number_of_its_request(log, rf, camille):
    def view(request):
        return by_password(camille).get("/compte/")

    answer = RequestIdMiddleware(view)(rf.get("/"))

    assert {line["request"] for line in log.lines} == {answer["X-Request-ID"]}


def test_sign_ins_that_go_well_are_written_too():
    assert logging.getLogger("security").isEnabledFor(logging.INFO)
    assert logging.getLogger("security").handlers
    assert not EmailAddress.objects.exists()
