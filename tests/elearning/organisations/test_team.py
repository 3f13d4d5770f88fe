"""The pages of managers: theirs only, validated first, counts of five or more."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from elearning.organisations import actions
from elearning.organisations.models import Invitation, Manager, Membership, Organisation
from tests.factories import LearnerFactory, UserFactory

pytestmark = pytest.mark.django_db

TEAM = ["team", "new_team_code", "new_personal_codes", "print_codes", "revoke_codes"]
READ = {"team", "print_codes"}


@pytest.fixture
def as_manager(client, alice, manager):
    client.force_login(alice)
    return client


def members(town_hall, now, count):
    for _ in range(count):
        Membership.objects.create(organisation=town_hall, learner=LearnerFactory(), joined_at=now)


def ask(client, address, organisation):
    url = reverse(address, args=[organisation.pk])
    return client.get(url) if address in READ else client.post(url, {"count": 3})


@pytest.mark.parametrize("address", TEAM)
def test_a_stranger_finds_no_team(client, bob, manager, town_hall, address):
    client.force_login(bob)

    assert ask(client, address, town_hall).status_code == 404
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("address", TEAM)
def test_a_manager_finds_no_other_team(as_manager, address):
    other = Organisation.objects.create(name="Mairie de Vauxprès", department="70")

    assert ask(as_manager, address, other).status_code == 404


@pytest.mark.parametrize("address", TEAM)
def test_nobody_acts_before_the_region_has_validated(client, alice, town_hall, now, address):
    actions.ask_to_manage(town_hall, alice, "secrétaire", now)
    client.force_login(alice)

    assert ask(client, address, town_hall).status_code == 404
    assertContains(client.get(reverse("teams")), "La Région vérifie qui gère une structure")


@pytest.mark.parametrize("address", TEAM)
def test_nobody_acts_once_ended(as_manager, manager, town_hall, now, address):
    actions.end(manager, UserFactory(), now)

    assert ask(as_manager, address, town_hall).status_code == 404


@pytest.mark.parametrize("address", ["teams", "ask_to_manage"])
def test_the_pages_of_managers_need_an_account(client, db, address):
    page = client.get(reverse(address))

    assertRedirects(page, f"{reverse('account_login')}?next={reverse(address)}")


@pytest.mark.parametrize(("count", "said"), [(0, False), (4, False), (5, True)])
def test_under_five_people_no_figure_is_shown(as_manager, town_hall, now, count, said):
    members(town_hall, now, count)

    page = ask(as_manager, "team", town_hall)

    assert page.context["people"] == (count if said else None)
    assertContains(page, "5 personnes ont rejoint la structure" if said else "Moins de 5 personnes")


def test_a_new_team_code_closes_the_one_before(as_manager, town_hall):
    ask(as_manager, "new_team_code", town_hall)
    ask(as_manager, "new_team_code", town_hall)

    first, second = Invitation.objects.order_by("pk")
    page = ask(as_manager, "team", town_hall)
    assertContains(page, second.readable_code)
    assertNotContains(page, first.readable_code)


def test_personal_codes_are_printed_until_used(as_manager, visitor, town_hall):
    assertRedirects(
        ask(as_manager, "new_personal_codes", town_hall),
        reverse("print_codes", args=[town_hall.pk]),
    )
    used, *others = Invitation.objects.order_by("pk")
    visitor.post(used.get_absolute_url())

    page = ask(as_manager, "print_codes", town_hall)

    assertNotContains(page, used.readable_code)
    assert len(others) == 2
    for other in others:
        assertContains(page, other.readable_code)


@pytest.mark.parametrize("count", ["", "0", "201", "dix"])
def test_a_wrong_number_of_codes_is_refused_in_words(as_manager, town_hall, count):
    url = reverse("new_personal_codes", args=[town_hall.pk])

    page = as_manager.post(url, {"count": count})

    assertContains(page, "error-summary")
    assert not Invitation.objects.exists()


def test_closing_every_code_keeps_who_joined(as_manager, visitor, stranger, town_hall, team_code):
    visitor.post(team_code.get_absolute_url())
    ask(as_manager, "revoke_codes", town_hall)

    assert stranger.post(team_code.get_absolute_url()).status_code == 404
    assert Membership.objects.current().count() == 1


def test_asking_is_found_by_name_and_kept_once(client, bob, town_hall):
    client.force_login(bob)
    page = client.get(reverse("ask_to_manage"), {"nom": "combe"})
    assertContains(page, f"?structure={town_hall.pk}")
    chosen = client.get(reverse("ask_to_manage"), {"structure": town_hall.pk})
    assertContains(chosen, "Votre fonction")

    for _ in range(2):
        client.post(reverse("ask_to_manage"), {"organisation": town_hall.pk, "function": "DGS"})

    assert Manager.objects.to_validate().get().function == "DGS"


@pytest.mark.parametrize("organisation", ["", "0", "x", "999999"])
def test_asking_for_nothing_is_refused_in_words(client, bob, organisation):
    client.force_login(bob)

    page = client.post(reverse("ask_to_manage"), {"organisation": organisation, "function": "DGS"})

    assertContains(page, "choisissez-la")
    assert not Manager.objects.exists()


def test_the_list_of_teams_costs_the_same_however_many(
    as_manager, alice, region, now, django_assert_max_num_queries
):
    for number in range(20):
        other = Organisation.objects.create(name=f"Syndicat {number}", department="21")
        actions.validate(actions.ask_to_manage(other, alice, "DGS", now), region, now)

    with django_assert_max_num_queries(8):
        page = as_manager.get(reverse("teams"))

    assertContains(page, "Syndicat 19")
