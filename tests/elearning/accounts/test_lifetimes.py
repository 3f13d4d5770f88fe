"""No session outlives its term, whatever is done in it."""

import time

import pytest
from django.urls import reverse

from elearning.accounts import lifetimes
from elearning.accounts.roles import TRAINER
from tests.signing_in import by_code, by_password, member

pytestmark = pytest.mark.django_db


def is_still_in(browser) -> bool:
    return browser.get(reverse("account_email")).status_code == 200


@pytest.mark.parametrize(("role", "term"), [(None, 30 * 24 * 3600), (TRAINER, 24 * 3600)])
@pytest.mark.parametrize("way", [by_password, by_code])
def test_a_session_ends_at_its_term(way, role, term, monkeypatch):
    browser = way(member(role))
    session = browser.session
    signed_in = time.time()
    session.set_expiry(10 * term)  # Django's own term, pushed back by each write
    session.save()

    with monkeypatch.context() as patch:
        patch.setattr(lifetimes.time, "time", lambda: signed_in + term - 60)
        assert is_still_in(browser)
    with monkeypatch.context() as patch:
        patch.setattr(lifetimes.time, "time", lambda: signed_in + term + 60)
        assert not is_still_in(browser)
