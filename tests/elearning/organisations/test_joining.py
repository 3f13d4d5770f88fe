"""Joining an organisation by a code: told before, once, and left whenever one likes."""

import datetime

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from elearning.accounts.models import Learner
from elearning.organisations import actions
from elearning.organisations.models import Invitation, Membership

pytestmark = pytest.mark.django_db


@pytest.fixture
def one(manager, town_hall, alice, now):
    """A code for one person."""
    return actions.make_personal_codes(town_hall, 1, alice, now)[0]


def test_reading_the_invitation_says_what_is_seen_and_joins_nobody(visitor, team_code):
    page = visitor.get(team_code.get_absolute_url())

    assertContains(page, "Rejoindre « Mairie de Combelouvre »")
    assertContains(page, "Elle ne voit jamais votre nom")
    assert not Membership.objects.exists()
    assert not Learner.objects.exists()


def test_joining_needs_no_account_and_happens_once(visitor, team_code):
    first = visitor.post(team_code.get_absolute_url())
    visitor.post(team_code.get_absolute_url())

    assertRedirects(first, reverse("to_do"))
    assert Membership.objects.count() == Learner.objects.count() == 1


@pytest.mark.parametrize("typed", ["{}", " {} ", "{}-", "{} o"])
def test_a_typed_code_opens_its_invitation_or_says_why_not(visitor, team_code, typed):
    typed = typed.format(team_code.readable_code.lower())

    page = visitor.get(reverse("find_invitation"), {"code": typed})

    if typed.endswith("o"):
        assertContains(page, "Aucune invitation n’a ce code")
    else:
        assertRedirects(page, team_code.get_absolute_url())


def test_a_personal_code_lets_one_person_in(visitor, stranger, one):
    assertRedirects(visitor.post(one.get_absolute_url()), reverse("to_do"))

    assertRedirects(visitor.get(one.get_absolute_url()), reverse("to_do"))
    typed = visitor.get(reverse("find_invitation"), {"code": one.readable_code})
    assertRedirects(typed, reverse("to_do"))
    again = stranger.get(one.get_absolute_url())
    assertContains(again, "n’est pas valable", status_code=404)
    assertContains(again, reverse("to_do"), status_code=404)
    assert stranger.post(one.get_absolute_url()).status_code == 404
    assert Membership.objects.count() == 1


def test_a_member_uses_up_no_personal_code(visitor, team_code, one):
    visitor.post(team_code.get_absolute_url())
    visitor.post(one.get_absolute_url())

    assert Invitation.objects.get(pk=one.pk).used_at is None


@pytest.mark.parametrize("fate", ["expired", "revoked", "replaced"])
def test_a_code_that_is_over_is_as_unknown_as_any_other(
    visitor, team_code, town_hall, alice, now, fate
):
    if fate == "expired":
        yesterday = now - datetime.timedelta(days=1)
        Invitation.objects.update(created_at=yesterday, expires_at=now)
    elif fate == "revoked":
        actions.revoke(town_hall, alice, now)
    else:
        actions.invite_team(town_hall, alice, now)

    over = visitor.get(team_code.get_absolute_url())
    unknown = visitor.get(reverse("join", args=["000000000"]))

    assert (over.status_code, over.content) == (404, unknown.content)
    assert visitor.post(team_code.get_absolute_url()).status_code == 404


def test_guessing_codes_is_stopped(visitor, team_code):
    for number in range(30):
        visitor.get(reverse("join", args=[f"{number:09}"]))

    assert visitor.get(team_code.get_absolute_url()).status_code == 429
    assert visitor.get(reverse("find_invitation"), {"code": "000000000"}).status_code == 429


def test_a_person_sees_and_leaves_their_own_membership_only(visitor, stranger, team_code):
    visitor.post(team_code.get_absolute_url())
    stranger.post(reverse("begin"))
    leave = reverse("leave", args=[Membership.objects.get().pk])

    assertContains(visitor.get(reverse("memberships")), "Mairie de Combelouvre")
    assertNotContains(stranger.get(reverse("memberships")), "Mairie de Combelouvre")
    assert stranger.post(leave).status_code == 404
    assertRedirects(visitor.post(leave), reverse("memberships"))
    assert not Membership.objects.current().exists()
    left_at = Membership.objects.get().left_at
    assertRedirects(visitor.post(leave), reverse("memberships"))
    assert Membership.objects.get().left_at == left_at


def test_who_left_may_come_back_and_the_past_stays(visitor, team_code):
    visitor.post(team_code.get_absolute_url())
    visitor.post(reverse("leave", args=[Membership.objects.get().pk]))
    visitor.post(team_code.get_absolute_url())

    assert Membership.objects.count() == 2
    assert Membership.objects.current().count() == 1
