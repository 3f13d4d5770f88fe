"""Too often is refused, with the time to wait, and nobody pays for somebody else."""

import pytest
from django.http import HttpResponse
from django.urls import reverse

from courses.learning.views.buttons import STARTS
from elearning.accounts.models import Learner
from elearning.cms import limits
from elearning.cms.limits import Limit, limit
from tests.factories import UserFactory, make_home, make_quiz

pytestmark = pytest.mark.django_db


@pytest.fixture
def noon(monkeypatch):
    """Stop the clock where a window of ten minutes begins; return how to move it."""
    now = [1_800_000_000.0]
    monkeypatch.setattr(limits.time, "time", lambda: now[0])
    return lambda seconds: now.__setitem__(0, now[0] + seconds)


@pytest.fixture
def ask(rf, noon):
    view = limit(Limit("test", most=2, window=600))(lambda request: HttpResponse("done"))

    def ask(address="192.0.2.1", user=None, method="post"):
        request = getattr(rf, method)("/", REMOTE_ADDR=address)
        request.user = user or type("Nobody", (), {"is_authenticated": False})()
        return view(request)

    make_home()
    return ask


def test_what_is_too_often_is_refused_until_the_window_ends(ask, noon):
    assert [ask().status_code for _ in range(3)] == [200, 200, 429]
    noon(100)
    assert ask()["Retry-After"] == "500"
    noon(500)
    assert ask().status_code == 200


def test_another_address_does_not_pay(ask):
    for _ in range(3):
        ask()

    assert ask("192.0.2.2").status_code == 200


def test_an_account_is_counted_wherever_it_is(ask):
    user = UserFactory()
    for last in range(3):
        answer = ask(f"192.0.2.{last}", user)

    assert answer.status_code == 429
    assert ask("192.0.2.1", UserFactory()).status_code == 200


def test_reading_is_not_counted(ask):
    assert {ask(method="get").status_code for _ in range(5)} == {200}


def test_the_client_cannot_choose_the_address_it_is_counted_under(rf, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    request = rf.get("/", headers={"X-Forwarded-For": "198.51.100.9, 192.0.2.1"})

    assert limits.address_of(request) == "192.0.2.1"


def test_a_robot_makes_so_many_learners_and_no_more(visitor, noon):
    make_home(quiz=make_quiz())
    for _ in range(STARTS.most - 1):
        STARTS.count("127.0.0.1")
    answers = []
    for _ in range(3):
        visitor.cookies.clear()
        answers.append(visitor.post(reverse("begin")).status_code)

    assert answers == [302, 429, 429]
    assert Learner.objects.count() == 1
