"""Groups: a manager names them, people put themselves in one; nobody is told who is in it."""

import pytest
from django.core import mail
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from elearning.organisations import actions
from elearning.organisations.models import Group, Invitation, Membership, Organisation
from tests.factories import LearnerFactory, UserFactory

KEY = "0f5a1f9c-5c0e-4a53-9f6c-0d7c1d9f6a11"

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_manager(client, alice, manager):
    client.force_login(alice)
    return client


@pytest.fixture
def group(town_hall, now):
    return Group.objects.create(organisation=town_hall, name="Service technique", created_at=now)


def test_a_manager_names_a_group_once_and_makes_its_code(as_manager, town_hall):
    address = reverse("groups", args=[town_hall.pk])
    for blank in (" ", "\u200b", "–"):
        assertContains(as_manager.post(address, {"name": blank}), "error-summary")
    assertRedirects(as_manager.post(address, {"name": "Service technique"}), address)
    for name in ("Service technique", "SERVICE  TECHNIQUE", "Service téchnique"):
        again = as_manager.post(address, {"name": name})
        assertContains(again, "Vous avez déjà un groupe de ce nom")

    group = Group.objects.get()
    as_manager.post(reverse("new_group_code", args=[group.pk]))
    assertContains(as_manager.get(address), group.invitations.get().readable_code)
    assertNotContains(
        as_manager.get(reverse("team", args=[town_hall.pk])),
        group.invitations.get().readable_code,
    )


def test_its_code_puts_people_in_it_members_included(
    manager, group, visitor, alice, team_code, now
):
    visitor.post(team_code.get_absolute_url())
    assert Membership.objects.get().group is None
    code = actions.invite_team(group.organisation, alice, now, group)
    assertContains(visitor.get(code.get_absolute_url()), "Service technique")

    visitor.post(code.get_absolute_url())

    assert Membership.objects.get().group == group
    assert Invitation.objects.usable(now).filter(pk=team_code.pk).exists()


def test_an_invitation_by_e_mail_puts_in_a_group(
    as_manager, group, town_hall, visitor, django_capture_on_commit_callbacks
):
    address = reverse("invite", args=[town_hall.pk])
    data = {"typed": "zoe@mairie.example", "group": group.pk}
    assertContains(as_manager.post(address, data), f'name="group" value="{group.pk}"')
    with django_capture_on_commit_callbacks(execute=True):
        as_manager.post(address, data | {"confirmed": KEY})
    assert len(mail.outbox) == 1

    visitor.post(Invitation.objects.get().get_absolute_url())

    assert Membership.objects.get().group == group


def test_a_group_of_another_organisation_is_no_choice(
    as_manager, town_hall, visitor, team_code, now
):
    other = Organisation.objects.create(name="Mairie de Vauxprès", department="70")
    foreign = Group.objects.create(organisation=other, name="Écoles", created_at=now)
    data = {"typed": "zoe@mairie.example", "group": foreign.pk, "confirmed": KEY}
    page = as_manager.post(reverse("invite", args=[town_hall.pk]), data)
    assertContains(page, "Choisissez un groupe de la liste")

    visitor.post(team_code.get_absolute_url())
    choose = reverse("choose_group", args=[Membership.objects.get().pk])
    assertContains(visitor.post(choose, {"group": foreign.pk}, follow=True), "de la liste")
    actions.choose_group(Membership.objects.get(), foreign)

    assert Membership.objects.get().group is None


def test_a_person_chooses_and_changes_their_group(visitor, stranger, group, team_code):
    visitor.post(team_code.get_absolute_url())
    assertContains(visitor.get(reverse("memberships")), "Service technique")
    choose = reverse("choose_group", args=[Membership.objects.get().pk])
    assert stranger.post(choose, {"group": group.pk}).status_code == 404

    visitor.post(choose, {"group": group.pk})
    assert Membership.objects.get().group == group
    visitor.post(choose, {"group": ""})
    assert Membership.objects.get().group is None


@pytest.mark.parametrize(
    ("people", "said"), [(4, "Moins de 5"), (9, "Au moins 5"), (10, "Au moins 10")]
)
def test_its_manager_reads_a_rounded_number_and_none_under_five(
    as_manager, group, town_hall, now, people, said, django_assert_max_num_queries
):
    Membership.objects.bulk_create(
        Membership(organisation=town_hall, learner=LearnerFactory(), joined_at=now, group=group)
        for _ in range(people)
    )

    with django_assert_max_num_queries(14):
        page = as_manager.get(reverse("groups", args=[town_hall.pk]))

    assertContains(page, said)


@pytest.mark.parametrize("address", ["groups", "new_group_code", "close_group"])
def test_a_member_a_stranger_and_another_manager_find_nothing(
    client, bob, group, visitor, region, manager, now, address
):
    other = Organisation.objects.create(name="Mairie de Vauxprès", department="70")
    actions.validate(actions.ask_to_manage(other, bob, "maire", now), region, now)
    number = group.organisation_id if address == "groups" else group.pk
    member = UserFactory()
    Membership.objects.create(
        organisation=group.organisation, learner=LearnerFactory(user=member), joined_at=now
    )

    for user in (bob, member, UserFactory()):
        client.force_login(user)
        assert client.post(reverse(address, args=[number]), {"name": "x"}).status_code == 404
    assert Group.objects.current().count() == 1


def test_a_closed_group_lets_nobody_in_and_keeps_its_people(
    as_manager, group, alice, visitor, stranger, now
):
    code = actions.invite_team(group.organisation, alice, now, group)
    visitor.post(code.get_absolute_url())

    as_manager.post(reverse("close_group", args=[group.pk]))

    assert stranger.get(code.get_absolute_url()).status_code == 404
    assert Membership.objects.get().group == group
    ended_at = Group.objects.get().ended_at
    again = as_manager.post(reverse("close_group", args=[group.pk]))
    assertRedirects(again, reverse("groups", args=[group.organisation_id]))
    assert Group.objects.get().ended_at == ended_at
