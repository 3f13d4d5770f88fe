"""Who is learning: nobody before the first action, then the account, else the cookie."""

import time
import uuid

import pytest
from django.core import signing
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext as _

from elearning.accounts.learners import SALT, THIRTEEN_MONTHS
from elearning.accounts.models import Learner, User
from quizzes.models import Attempt
from tests.factories import LearnerFactory, UserFactory, make_home, make_quiz

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return make_home(quiz=make_quiz(pass_mark=None))


def begin(browser):
    return browser.post(reverse("begin"))


def with_cookie(value):
    browser = Client(headers={"Sec-Fetch-Site": "same-origin"})
    browser.cookies["learner"] = value
    return browser


def signed(learner):
    return signing.dumps(learner.pk.hex, salt=SALT)


@pytest.mark.parametrize("url", ["/", "/catalogue/", "/mon-parcours/", "/verifier/"])
def test_reading_makes_nobody_and_sets_no_cookie(home, visitor, url):
    response = visitor.get(url)

    assert set(response.cookies) <= {"csrftoken"}
    assert not Learner.objects.exists()


def test_the_first_action_makes_a_learner_and_a_cookie_that_holds_only_a_number(home, visitor):
    cookie = begin(visitor).cookies["learner"]

    learner = Learner.objects.get()
    assert learner.user is None
    assert signing.loads(cookie.value, salt=SALT) == learner.pk.hex
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == THIRTEEN_MONTHS <= 13 * 31 * 24 * 3600


def test_a_page_says_that_progress_is_kept_once_it_is(home, visitor):
    kept = _("Your progress is kept on this device.")

    assert kept not in visitor.get("/mon-parcours/").content.decode()
    begin(visitor)
    assert kept in visitor.get("/mon-parcours/").content.decode()


def test_the_cookie_is_sent_once(home, visitor):
    begin(visitor)

    assert "learner" not in begin(visitor).cookies
    assert Learner.objects.count() == 1


def test_the_cookie_is_secure_where_the_session_is(home, visitor, settings):
    settings.SESSION_COOKIE_SECURE = True

    assert begin(visitor).cookies["learner"]["secure"]


@pytest.mark.parametrize(
    "forge",
    [
        lambda learner: learner.pk.hex,
        lambda learner: signing.dumps(learner.pk.hex),
        lambda learner: signing.dumps(learner.pk.hex, key="another key", salt=SALT),
        lambda learner: signed(learner)[:-1] + "_",
        lambda learner: signed(learner).replace(":", "::"),
        lambda learner: "",
        lambda learner: "é" * 5000,
        lambda learner: signing.dumps(uuid.uuid4().hex, salt=SALT),
    ],
    ids=["bare", "no salt", "other key", "altered", "cut", "empty", "noise", "nobody"],
)
def test_a_cookie_that_we_did_not_sign_for_somebody_is_nobody(home, forge):
    learner = LearnerFactory()

    begin(with_cookie(forge(learner)))

    assert Attempt.objects.get().learner != learner


def test_a_cookie_older_than_thirteen_months_is_nobody(home, monkeypatch):
    learner = LearnerFactory()
    long_ago = time.time() - THIRTEEN_MONTHS - 60
    with monkeypatch.context() as patch:
        patch.setattr(time, "time", lambda: long_ago)
        cookie = signed(learner)

    begin(with_cookie(cookie))

    assert Attempt.objects.get().learner != learner


def test_an_account_has_its_own_learner_whatever_cookie_the_browser_has(home, alice):
    somebody = LearnerFactory()
    browser = with_cookie(signed(somebody))
    browser.force_login(alice)

    response = begin(browser)

    assert Attempt.objects.get().learner.user == alice
    assert "learner" not in response.cookies


def test_a_learner_tied_to_an_account_is_not_reached_by_cookie(home, alice):
    learner = LearnerFactory(user=alice)

    begin(with_cookie(signed(learner)))

    assert Attempt.objects.get().learner != learner


def test_erasing_an_account_unties_its_learner(alice):
    learner = LearnerFactory(user=alice)

    alice.delete()

    learner.refresh_from_db()
    assert learner.user is None


def test_an_address_is_one_account_whatever_its_case():
    UserFactory(email="camille@mairie.example")

    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("Camille@mairie.example", "sept mots tirés au hasard")


def test_a_user_is_made_with_an_address_and_a_hashed_password():
    user = User.objects.create_user("Camille@MAIRIE.example", "sept mots tirés au hasard")

    assert user.email == "Camille@mairie.example"
    assert user.check_password("sept mots tirés au hasard")
    assert not user.is_staff
    assert User.objects.create_superuser("chef@mairie.example", "x").is_superuser


@pytest.mark.parametrize(
    ("address", "name"),
    [("/cms/login/", "account_login"), ("/cms/password_reset/", "account_reset_password")],
)
def test_there_is_one_door(client, address, name):
    response = client.get(f"{address}?next=/cms/")

    assert response.url == f"{reverse(name)}?next=/cms/"


def test_a_password_alone_opens_nothing_at_the_editors_door(client):
    UserFactory(email="chef@mairie.example", is_superuser=True)

    client.post(
        "/cms/login/",
        {"username": "chef@mairie.example", "password": "sept mots tirés au hasard"},
    )

    assert "_auth_user_id" not in client.session
