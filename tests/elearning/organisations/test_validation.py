"""The Region decides, in the editor, who manages an organisation."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from elearning.accounts.roles import ADMINISTRATOR, TRAINER, create_roles
from elearning.organisations import actions
from elearning.organisations.models import Manager

pytestmark = pytest.mark.django_db

MANAGERS = "wagtailsnippets_organisations_manager"


@pytest.fixture
def request_of_alice(alice, town_hall, now):
    return actions.ask_to_manage(town_hall, alice, "secrétaire", now)


@pytest.fixture
def sign_in(client, bob):
    def sign_in(role):
        create_roles()
        bob.groups.add(Group.objects.get(name=role.name))
        client.force_login(bob)
        return client

    return sign_in


def decide(client, manager, decision):
    return client.post(reverse(f"{MANAGERS}:edit", args=[manager.pk]), {"decision": decision})


def test_an_administrator_is_told_and_validates(sign_in, bob, request_of_alice):
    client = sign_in(ADMINISTRATOR)
    assertContains(client.get(reverse("wagtailadmin_home")), "1 personne demande à gérer")

    decide(client, request_of_alice, "validate")

    manager = Manager.objects.validated().get()
    assert manager.validated_by == bob


def test_managers_are_told_once_by_mail_of_who_comes_and_stops_and_each_of_themselves(
    manager, alice, bob, region, town_hall, now, django_capture_on_commit_callbacks
):
    for user in (alice, bob, region):
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    call_command("send_invitations")
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        new = actions.ask_to_manage(town_hall, bob, "DGS", now)
        actions.end(actions.ask_to_manage(town_hall, region, "maire", now), region, now)
    refused = mail.outbox.pop()
    assert (refused.to, mail.outbox) == ([region.email], [])
    assert refused.body.startswith("Bonjour,")
    assert "n’a pas validé votre demande" in refused.body

    for act in (actions.validate, actions.validate, actions.end, actions.end):
        with django_capture_on_commit_callbacks(execute=True):
            act(new, region, now)
    call_command("send_invitations")

    to_alice = [message.body for message in mail.outbox if message.to == [alice.email]]
    to_bob = [message.body for message in mail.outbox if message.to == [bob.email]]
    assert len(to_alice) + len(to_bob) == len(mail.outbox) == 4
    came, left = to_alice
    assert "a validé votre demande" in to_bob[0]
    assert "vous (DGS) ne gérez plus" in to_bob[1]
    assert (
        f"{bob.email} (DGS) gère « Mairie de Combelouvre » avec vous".replace(
            " »", "\u00a0»"
        ).replace("« ", "«\u00a0")
        in came
    )
    assert "ne gère plus" in left


def test_a_manager_stops_by_themselves_and_is_warned_when_alone(
    client, manager, alice, bob, region, town_hall, now, django_capture_on_commit_callbacks
):
    stop, erase = reverse("stop_managing", args=[town_hall.pk]), reverse("erase_me")
    client.force_login(bob)
    assert client.post(stop).status_code == 404
    client.force_login(alice)
    for page in (stop, erase):
        assertContains(client.get(page), "à gérer cette structure")

    actions.validate(actions.ask_to_manage(town_hall, bob, "DGS", now), region, now)
    for page in (stop, erase):
        assertNotContains(client.get(page), "à gérer cette structure")
    assert Manager.objects.validated().count() == 2
    with django_capture_on_commit_callbacks(execute=True):
        assertRedirects(client.post(stop), reverse("teams"))

    assert [one.user for one in Manager.objects.validated()] == [bob]
    assert client.get(stop).status_code == 404


def test_what_has_not_happened_yet_is_a_dash(sign_in, request_of_alice):
    url = reverse(f"{MANAGERS}:edit", args=[request_of_alice.pk])

    assertNotContains(sign_in(ADMINISTRATOR).get(url), ">None<")


def test_deciding_later_changes_nothing(sign_in, request_of_alice):
    decide(sign_in(ADMINISTRATOR), request_of_alice, "")

    assert Manager.objects.to_validate().get() == request_of_alice


def test_an_administrator_ends_what_was_validated(sign_in, manager):
    decide(sign_in(ADMINISTRATOR), manager, "end")

    assert not Manager.objects.current().exists()


def test_what_is_said_of_a_manager_cannot_be_posted(sign_in, bob, request_of_alice):
    url = reverse(f"{MANAGERS}:edit", args=[request_of_alice.pk])

    sign_in(ADMINISTRATOR).post(url, {"decision": "", "user": bob.pk, "function": "maire"})

    request_of_alice.refresh_from_db()
    assert (request_of_alice.user.email, request_of_alice.function) == (
        "alice@mairie.example",
        "secrétaire",
    )


@pytest.mark.parametrize("view", ["add", "delete"])
def test_nobody_adds_or_deletes_a_manager(client, region, request_of_alice, view):
    client.force_login(region)
    arguments = [request_of_alice.pk] if view == "delete" else []

    page = client.post(reverse(f"{MANAGERS}:{view}", args=arguments))

    assertRedirects(page, reverse("wagtailadmin_home"))
    assert Manager.objects.count() == 1


@pytest.mark.parametrize("view", ["list", "edit"])
def test_a_trainer_decides_nothing(sign_in, request_of_alice, view):
    client = sign_in(TRAINER)
    arguments = [request_of_alice.pk] if view == "edit" else []

    page = client.post(reverse(f"{MANAGERS}:{view}", args=arguments), {"decision": "validate"})

    assertRedirects(page, reverse("wagtailadmin_home"))
    assert not Manager.objects.validated().exists()
