"""Who manages accounts gives nobody more rights than they have themselves."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from elearning.accounts.models import User
from elearning.accounts.roles import ADMINISTRATOR, REVIEWER, TRAINER, create_roles, permissions
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def helpdesk(client):
    """Somebody whose group manages accounts, and writes as trainers do."""
    create_roles()
    group = Group.objects.create(name="Gestion des comptes")
    trainers = Group.objects.get(name=TRAINER.name)
    group.permissions.set(trainers.permissions.all())
    group.permissions.add(*permissions(["accounts.add_user", "accounts.change_user"]))
    group.permissions.add(*permissions(["accounts.delete_user"]))
    user = UserFactory(first_name="A", last_name="B")
    user.groups.add(group, trainers)
    client.force_login(user)
    return client


def edit(client, user, **changes):
    form = {
        "email": user.email,
        "first_name": "Ada",
        "last_name": "Martin",
        "is_active": "on",
        "groups": [],
    }
    return client.post(reverse("wagtailusers_users:edit", args=[user.pk]), form | changes)


def group(role):
    return Group.objects.get(name=role.name)


def names(user):
    return set(user.groups.values_list("name", flat=True))


def test_the_help_desk_makes_trainers(helpdesk, bob):
    edit(helpdesk, bob, groups=[group(TRAINER).pk])

    assert names(bob) == {TRAINER.name}


@pytest.mark.parametrize("role", [REVIEWER, ADMINISTRATOR])
def test_the_help_desk_makes_nobody_more_than_itself(helpdesk, bob, role):
    edit(helpdesk, bob, groups=[group(role).pk])

    assert names(bob) == set()


def test_a_form_with_a_field_that_was_not_shown_makes_no_administrator(helpdesk, bob):
    edit(helpdesk, bob, is_superuser="on")
    form = {"email": "new@mairie.example", "first_name": "N", "last_name": "W", "groups": []}
    password = {"password1": "sept mots au hasard !", "password2": "sept mots au hasard !"}
    url = reverse("wagtailusers_users:add")
    helpdesk.post(url, form | password | {"is_superuser": "on"})

    assert not User.objects.filter(is_superuser=True).exists()


def test_an_administrator_by_role_makes_no_superuser_either(client, bob):
    create_roles()
    user = UserFactory()
    user.groups.add(group(ADMINISTRATOR))
    client.force_login(user)

    edit(client, bob, is_superuser="on", groups=[group(REVIEWER).pk])

    bob.refresh_from_db()
    assert not bob.is_superuser
    assert names(bob) == {REVIEWER.name}


@pytest.mark.parametrize("above", ["a reviewer", "a superuser"])
def test_the_account_of_somebody_above_is_not_taken_over(helpdesk, bob, above):
    if above == "a superuser":
        User.objects.filter(pk=bob.pk).update(is_superuser=True)
    else:
        bob.groups.add(group(REVIEWER))

    edit(helpdesk, bob, email="thief@evil.example", password1="x" * 20, password2="x" * 20)
    helpdesk.post(reverse("wagtailusers_users:delete", args=[bob.pk]))

    assert User.objects.get(pk=bob.pk).email == "bob@mairie.example"


@pytest.mark.parametrize("action", ["assign_role", "delete", "set_active_state"])
def test_a_bulk_action_reaches_nobody_above(helpdesk, bob, action):
    bob.groups.add(group(REVIEWER))
    url = reverse("wagtail_bulk_action", args=["accounts", "user", action])

    helpdesk.post(f"{url}?id={bob.pk}", {"role": group(TRAINER).pk, "mark_as_active": ""})

    bob.refresh_from_db()
    assert bob.is_active
    assert names(bob) == {REVIEWER.name}


def test_a_bulk_action_gives_no_higher_role(helpdesk, bob):
    url = reverse("wagtail_bulk_action", args=["accounts", "user", "assign_role"])

    helpdesk.post(f"{url}?id={bob.pk}", {"role": group(ADMINISTRATOR).pk})

    assert names(bob) == set()


def test_a_superuser_may_do_all_of_it(client, bob):
    create_roles()
    client.force_login(UserFactory(is_superuser=True))

    edit(client, bob, is_superuser="on", groups=[group(ADMINISTRATOR).pk])

    bob.refresh_from_db()
    assert bob.is_superuser
    assert names(bob) == {ADMINISTRATOR.name}
