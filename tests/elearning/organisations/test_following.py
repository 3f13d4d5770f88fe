"""Named follow-up: off by default, announced a week before, never backwards, whole when it ends."""

import datetime

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects
from wagtail.models import ModelLogEntry

from elearning.accounts.roles import ADMINISTRATOR
from elearning.organisations import actions, following
from elearning.organisations.models import FollowUp, Membership, Organisation
from elearning.privacy.actions import erase
from tests.editing import sign_in
from tests.factories import LearnerFactory, UserFactory

pytestmark = pytest.mark.django_db

SENTENCE = (
    "Votre employeur verra votre nom, «\u00a0fait\u00a0» ou «\u00a0pas encore\u00a0», et la date. "
    "Rien d’autre"
)


@pytest.fixture
def as_manager(client, alice, manager):
    client.force_login(alice)
    return client


@pytest.fixture
def member(town_hall, now):
    """Somebody with an account and a confirmed address, who joined."""
    user = UserFactory(email="karim@combelouvre.example")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    learner = LearnerFactory(user=user)
    return Membership.objects.create(organisation=town_hall, learner=learner, joined_at=now)


@pytest.fixture
def start(manager, town_hall, alice, now, django_capture_on_commit_callbacks):
    def start(at=now):
        with django_capture_on_commit_callbacks(execute=True):
            return following.start(town_hall, "task", "", alice, at)

    return start


def test_it_is_off_and_the_pages_promise_no_name(visitor, town_hall, team_code):
    assert not FollowUp.objects.exists()
    page = visitor.get(team_code.get_absolute_url())

    assertContains(page, "Elle ne voit jamais votre nom")
    assertNotContains(page, "Votre employeur verra")


def test_it_is_switched_on_for_a_reason_of_the_list(as_manager, town_hall, alice):
    address = reverse("follow_up", args=[town_hall.pk])
    page = as_manager.get(address)
    assertContains(page, "Le consentement n’est pas dans cette liste")
    assertContains(as_manager.post(address, {"basis": "consent"}), "error-summary")
    assertContains(as_manager.post(address, {"basis": "duty"}), "Nommez le texte")
    assert not FollowUp.objects.exists()

    assertRedirects(as_manager.post(address, {"basis": "duty", "law": "Un décret"}), address)

    follow_up = FollowUp.objects.get()
    assert (follow_up.started_by, follow_up.law) == (alice, "Un décret")
    assert follow_up.starts_at - follow_up.announced_at == datetime.timedelta(days=7)
    assert ModelLogEntry.objects.get(action="organisations.follow_by_name").user == alice
    assertContains(as_manager.get(address), "Annoncé")

    report = sign_in(ADMINISTRATOR).get(reverse("wagtailadmin_reports:site_history"))
    assertContains(report, "Suivi nominatif mis en place")


def test_a_public_authority_may_not_invoke_its_own_interest(as_manager, town_hall):
    Organisation.objects.update(kind="commune", code="71999")
    address = reverse("follow_up", args=[town_hall.pk])

    assertNotContains(as_manager.get(address), 'value="interest"')
    assertContains(as_manager.post(address, {"basis": "interest"}), "error-summary")
    Organisation.objects.update(kind="other", code="")
    assertContains(as_manager.get(address), 'value="interest"')


@pytest.mark.parametrize("address", ["follow_up", "stop_follow_up"])
def test_a_member_a_stranger_and_another_manager_switch_nothing(
    client, bob, member, start, town_hall, region, now, address
):
    start()
    other = Organisation.objects.create(name="Mairie de Vauxprès", department="70")
    rival = UserFactory()
    actions.validate(actions.ask_to_manage(other, rival, "maire", now), region, now)

    for user in (member.learner.user, bob, rival):
        client.force_login(user)
        assert client.post(reverse(address, args=[town_hall.pk])).status_code == 404
    assert FollowUp.objects.current().count() == 1


def test_it_is_announced_once_to_members_with_an_address(start, member, town_hall, now):
    other = Organisation.objects.create(name="Mairie de Vauxprès", department="70")
    stranger = UserFactory(email="lou@vauxpres.example")
    EmailAddress.objects.create(user=stranger, email=stranger.email, verified=True)
    people = [(town_hall, LearnerFactory()), (other, LearnerFactory(user=stranger))]
    for organisation, learner in people:
        Membership.objects.create(organisation=organisation, learner=learner, joined_at=now)

    start()
    call_command("send_invitations")

    assert [message.to for message in mail.outbox] == [["karim@combelouvre.example"]]
    assert SENTENCE in mail.outbox[0].body


def test_a_mail_server_that_refuses_is_tried_again(start, member, monkeypatch):
    def refuse():
        raise ConnectionRefusedError

    with monkeypatch.context() as patch:
        patch.setattr("elearning.mail.get_connection", refuse)
        start()

    call_command("send_invitations")
    call_command("send_invitations")

    assert len(mail.outbox) == 1


def test_members_read_it_on_their_page_and_give_their_name(client, start, member, town_hall):
    start()
    client.force_login(member.learner.user)
    assertContains(client.get(reverse("memberships")), SENTENCE)
    give = reverse("give_name", args=[member.pk])

    assertContains(client.post(give, {"name": " "}, follow=True), "Tapez votre nom")
    client.post(give, {"name": "Karim Benali"})

    assert Membership.objects.get().name == "Karim Benali"
    assertContains(client.get(reverse("memberships")), "Karim Benali")


def test_nobody_else_gives_a_name(client, bob, start, member):
    start()
    client.force_login(bob)

    page = client.post(reverse("give_name", args=[member.pk]), {"name": "Bob"})

    assert page.status_code == 404
    assert Membership.objects.get().name == ""


def test_no_name_is_kept_where_nobody_is_followed(member):
    following.give_name(member, "Karim Benali")

    assert Membership.objects.get().name == ""


def test_joining_tells_and_asks_the_name_before(visitor, start, team_code):
    start()
    join = team_code.get_absolute_url()
    assertContains(visitor.get(join), SENTENCE)
    assertContains(visitor.post(join, {"name": ""}), "error-summary")
    assert not Membership.objects.exists()

    visitor.post(join, {"name": "Zoé Roux"})

    assert Membership.objects.get().name == "Zoé Roux"


@pytest.mark.parametrize("how", ["leaving", "switched off", "erased"])
def test_a_name_goes_with_its_reason(how, start, member, town_hall, alice, now):
    start()
    following.give_name(member, "Karim Benali")

    if how == "leaving":
        actions.leave(member, now)
    elif how == "erased":
        erase(member.learner, member.learner.user)
    else:
        following.stop(town_hall, alice, now)

    assert Membership.objects.get().name == ""


def test_once_off_it_is_listed_and_may_begin_again(as_manager, start, town_hall, alice):
    start()
    as_manager.post(reverse("stop_follow_up", args=[town_hall.pk]))
    as_manager.post(reverse("stop_follow_up", args=[town_hall.pk]))

    over = FollowUp.objects.get()
    assert over.ended_by == alice
    assert ModelLogEntry.objects.filter(action="organisations.follow_no_more").count() == 1
    assertContains(as_manager.get(reverse("follow_up", args=[town_hall.pk])), "Avant")
    start()
    with pytest.raises(following.AlreadyFollowed):
        start()


def test_the_database_refuses_one_without_notice_or_without_its_law(town_hall, now):
    later = now + datetime.timedelta(days=7)
    for fields in ({"starts_at": now, "basis": "task"}, {"starts_at": later, "basis": "duty"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            FollowUp.objects.create(organisation=town_hall, announced_at=now, **fields)
