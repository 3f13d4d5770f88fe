"""A device that several people use forgets them when they say so."""

import pytest
from django.core import signing
from django.urls import reverse

from courses.learning import actions
from elearning.accounts.learners import SALT
from elearning.accounts.models import Learner
from tests.factories import LearnerFactory, make_home, make_module, make_quiz
from tests.signing_in import by_password, is_signed_in, member

pytestmark = pytest.mark.django_db


@pytest.fixture
def begun(visitor):
    """A browser in which somebody has begun, without an account."""
    make_home(quiz=make_quiz(pass_mark=None))
    visitor.post(reverse("begin"))
    return visitor


def personal_pages(module, attempt):
    return [
        reverse("journey"),
        reverse("module_progress", args=[module.pk]),
        reverse("question", args=[attempt.pk, 1]),
        reverse("my_data"),
    ]


def test_every_personal_page_offers_to_erase_and_leave(visitor, now):
    learner = LearnerFactory()
    module = make_module(lessons=1)
    attempt = actions.start_quiz(module, learner, now)
    visitor.cookies["learner"] = signing.dumps(learner.pk.hex, salt=SALT)

    for page in personal_pages(module, attempt):
        assert f'href="{reverse("leave_device")}"' in visitor.get(page).content.decode(), page


def test_leaving_says_once_what_is_lost_and_only_then_forgets(begun):
    page = begun.get(reverse("leave_device"))
    assert "n’est gardée que sur cet appareil" in page.content.decode()
    assert begun.cookies["learner"].value

    answer = begun.post(reverse("leave_device"))

    assert answer.url == reverse("left_device")
    assert begun.cookies["learner"].value == ""
    assert begun.get(answer.url).status_code == 200
    assert begun.get(reverse("journey")).context["resume"] is None


def test_leaving_an_account_signs_out_and_loses_nothing():
    alice = member()
    LearnerFactory(user=alice)
    browser = by_password(alice)
    assert "dans votre compte" in browser.get(reverse("leave_device")).content.decode()

    browser.post(reverse("leave_device"))

    assert not is_signed_in(browser)
    assert Learner.objects.filter(user=alice).exists()


def test_a_shared_device_forgets_when_the_browser_is_closed(begun):
    kept = begun.cookies["learner"]["max-age"]
    assert kept

    begun.post(reverse("share_device"))

    cookie = begun.cookies["learner"]
    assert cookie["max-age"] == ""
    assert cookie["expires"] == ""
    assert signing.loads(cookie.value, salt=SALT) == Learner.objects.get().pk.hex
    assert "learner" not in begun.post(reverse("begin")).cookies


def test_sharing_a_device_makes_nobody(visitor):
    answer = visitor.post(reverse("share_device"))

    assert "learner" not in answer.cookies
    assert not Learner.objects.exists()
