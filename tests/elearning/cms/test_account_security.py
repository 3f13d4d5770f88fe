"""A lost second factor, a lost computer: what an administrator does, and what is kept of it."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from elearning.accounts.models import User
from elearning.accounts.roles import ADMINISTRATOR, REVIEWER, TRAINER, create_roles
from tests.factories import LearnerFactory, UserFactory
from tests.signing_in import by_password, enrol, member

pytestmark = pytest.mark.django_db
ACTS = ["account_security", "account_reset_second_factor", "account_sign_out_everywhere"]


@pytest.fixture
def trainer():
    return member(TRAINER, email="formatrice@mairie.example")


@pytest.fixture
def hers(trainer):
    """Her browser, signed in with a second factor."""
    browser = by_password(trainer)
    enrol(browser)
    assert browser.get(reverse("account_email")).status_code == 200
    return browser


@pytest.fixture
def administrator(client):
    user = member(ADMINISTRATOR, email="administration@region.example")
    client.force_login(user)
    return user


def url(name, user):
    return reverse(name, args=[user.pk])


def acts(user):
    return list(
        ModelLogEntry.objects.filter(object_id=user.pk).values_list("action", "user__email")
    )


def reset(client, user, proof="called"):
    return client.post(url("account_reset_second_factor", user), {"proof": proof})


@pytest.mark.usefixtures("administrator")
def test_a_lost_second_factor_is_taken_away_and_its_owner_told(
    client, trainer, hers, mailoutbox, django_capture_on_commit_callbacks
):
    mailoutbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        reset(client, trainer)

    assert not Authenticator.objects.filter(user=trainer).exists()
    assert hers.get(reverse("account_email")).status_code == 302
    (message,) = mailoutbox
    assert message.to == [trainer.email]
    assert "avez rien demandé" in message.body
    assert ("accounts.reset_second_factor", "administration@region.example") in acts(trainer)
    again = by_password(trainer, Client())
    assert again.get("/cms/").url.startswith(reverse("mfa_index"))


@pytest.mark.usefixtures("administrator", "hers")
@pytest.mark.parametrize("proof", ["", "he said so"])
def test_nothing_is_taken_before_saying_how_one_made_sure(client, trainer, proof):
    page = reset(client, trainer, proof)

    assert page.status_code == 200
    assert page.context["form"].errors
    assert Authenticator.objects.filter(user=trainer).exists()


@pytest.mark.usefixtures("administrator")
def test_a_lost_computer_is_signed_out(client, trainer, hers):
    client.post(url("account_sign_out_everywhere", trainer))

    assert hers.get(reverse("account_email")).status_code == 302
    assert Authenticator.objects.filter(user=trainer).exists()
    assert client.get("/cms/").status_code == 200
    assert ("accounts.sign_out", "administration@region.example") in acts(trainer)


@pytest.mark.parametrize("name", ACTS)
def test_nobody_does_it_for_themselves_nor_for_somebody_above(client, administrator, name):
    above = UserFactory(is_superuser=True)

    for user in (administrator, above):
        method = client.get if name == "account_security" else client.post
        assert method(url(name, user), {"proof": "called"}).status_code in (302, 403)
        assert acts(user) == []


@pytest.mark.parametrize("name", ACTS)
@pytest.mark.parametrize("role", [None, TRAINER, REVIEWER])
def test_nobody_else_does_it(client, trainer, hers, name, role):
    client.force_login(member(role))

    (client.get if name == "account_security" else client.post)(url(name, trainer))

    assert Authenticator.objects.filter(user=trainer).exists()
    assert hers.get(reverse("account_email")).status_code == 200


@pytest.mark.usefixtures("administrator")
def test_the_page_of_an_account_leads_there(client, trainer, hers):
    page = client.get(reverse("wagtailusers_users:edit", args=[trainer.pk])).content.decode()
    assert url("account_security", trainer) in page

    page = client.get(url("account_security", trainer)).content.decode()
    assert "1 appareil est connecté" in " ".join(page.split())


def test_roles_given_and_taken_are_kept(client, administrator, trainer):
    create_roles()
    groups = trainer.groups.model.objects
    reviewers, trainers = (groups.get(name=role.name) for role in (REVIEWER, TRAINER))
    form = {"email": trainer.email, "first_name": "A", "last_name": "B", "is_active": "on"}
    edit = reverse("wagtailusers_users:edit", args=[trainer.pk])
    client.post(edit, form | {"groups": [reviewers.pk]})
    assign = reverse("wagtail_bulk_action", args=["accounts", "user", "assign_role"])
    client.post(f"{assign}?id={trainer.pk}", {"role": trainers.pk})

    kept = ModelLogEntry.objects.filter(action="accounts.roles").order_by("pk")
    assert [entry.data for entry in kept] == [
        {"given": [REVIEWER.name], "taken": [TRAINER.name]},
        {"given": [TRAINER.name], "taken": []},
    ]
    assert {entry.user for entry in kept} == {administrator}
    report = client.get(reverse("wagtailadmin_reports:site_history")).content.decode()
    assert f"Rôles donnés : {REVIEWER.name}" in report.replace("\xa0", " ")


@pytest.mark.usefixtures("administrator")
@pytest.mark.parametrize("how", ["alone", "in bulk"])
def test_an_account_deleted_by_an_administrator_leaves_no_progress_to_a_cookie(
    client, trainer, how
):
    learner = LearnerFactory(user=trainer)
    if how == "alone":
        client.post(reverse("wagtailusers_users:delete", args=[trainer.pk]))
    else:
        delete = reverse("wagtail_bulk_action", args=["accounts", "user", "delete"])
        client.post(f"{delete}?id={trainer.pk}")

    assert not User.objects.filter(pk=trainer.pk).exists()
    assert not type(learner).objects.filter(pk=learner.pk).exists()
    (entry,) = ModelLogEntry.objects.filter(object_id=trainer.pk, action="wagtail.delete")
    assert entry.label == ""
