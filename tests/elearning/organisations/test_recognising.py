"""Joining by the domain of an address, or the employer a provider names: when one says so."""

import datetime
import re

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from elearning.accounts.roles import ADMINISTRATOR, TRAINER
from elearning.organisations import actions, recognising
from elearning.organisations.mailboxes import is_open_to_all
from elearning.organisations.models import Domain, Membership, Organisation
from tests.editing import sign_in

pytestmark = pytest.mark.django_db

DESK = "accueil@combelouvre.example"


@pytest.fixture
def as_manager(client, alice, manager):
    client.force_login(alice)
    return client


@pytest.fixture
def asked(manager, town_hall, alice, now):
    """A domain to prove, with the code that was sent there."""
    domain = recognising.ask_for_domain(town_hall, DESK, alice, now)
    return domain, re.search(r"\d{4}-\d{4}", mail.outbox[-1].body)[0]


@pytest.fixture
def proved(asked, now):
    domain, code = asked
    assert recognising.prove(domain, code, now)
    return domain


@pytest.fixture
def agent(bob, client):
    """Bob, whose confirmed address is one of the town hall."""
    EmailAddress.objects.create(user=bob, email="Bob@Combelouvre.example", verified=True)
    client.force_login(bob)
    return client


@pytest.mark.parametrize("domain", ["gmail.com", "orange.fr", "mail.orange.fr", "laposte.net"])
def test_mailboxes_of_anybody_name_no_employer(as_manager, town_hall, domain):
    assert is_open_to_all(domain)

    page = as_manager.post(reverse("domains", args=[town_hall.pk]), {"email": f"mairie@{domain}"})

    assertContains(page, "ne dit rien d’un employeur")
    assert not Domain.objects.exists()
    assert mail.outbox == []


def test_a_domain_is_proved_by_the_code_sent_there(as_manager, town_hall):
    as_manager.post(reverse("domains", args=[town_hall.pk]), {"email": DESK.upper()})
    domain = Domain.objects.get()
    assert (domain.name, mail.outbox[0].to) == ("combelouvre.example", [DESK])
    assert "ne donnez ce code à personne" in mail.outbox[0].body
    code = re.search(r"\d{4}-\d{4}", mail.outbox[0].body)[0]
    prove = reverse("prove_domain", args=[domain.pk])

    assertContains(as_manager.post(prove, {"code": "0000-0000"}), "Ce n’est pas le code")
    assertRedirects(as_manager.post(prove, {"code": code}), reverse("domains", args=[town_hall.pk]))

    assert Domain.objects.verified().exists()
    assertContains(as_manager.get(reverse("domains", args=[town_hall.pk])), "Vérifié le")


def test_a_code_is_good_for_half_an_hour_five_tries_and_one_use(asked, now):
    domain, code = asked
    assert not recognising.prove(domain, code, now + datetime.timedelta(minutes=31))
    for _ in range(4):
        recognising.prove(domain, "1", now)

    assert not recognising.prove(domain, code, now)
    assert not Domain.objects.verified().exists()


def test_the_code_of_an_ended_domain_proves_nothing(asked, now):
    domain, code = asked
    recognising.end(domain, now)

    assert not recognising.prove(domain, code, now)


@pytest.mark.parametrize("address", ["domains", "prove_domain", "end_domain"])
def test_a_stranger_and_another_manager_find_nothing(client, bob, asked, region, now, address):
    domain, code = asked
    other = Organisation.objects.create(name="Mairie de Vauxprès", department="70")
    actions.validate(actions.ask_to_manage(other, bob, "maire", now), region, now)
    client.force_login(bob)
    number = domain.organisation_id if address == "domains" else domain.pk

    page = client.post(reverse(address, args=[number]), {"code": code, "email": DESK})

    assert page.status_code == 404
    assert Domain.objects.to_prove().count() == 1


def test_who_has_an_address_there_is_asked_and_joins_only_by_saying_so(agent, proved, town_hall):
    join = reverse("join_recognised", args=[town_hall.pk])
    for name in ("memberships", "to_do"):
        assertContains(agent.get(reverse(name)), join)
    assertContains(agent.get(join), "Ce que voit votre structure")
    assert not Membership.objects.exists()

    agent.post(join)
    agent.post(join)

    assert Membership.objects.count() == 1
    assertNotContains(agent.get(reverse("memberships")), join)


@pytest.mark.parametrize(
    "why", ["not proved", "ended", "not confirmed", "another domain", "no manager"]
)
def test_nobody_else_is_asked(agent, asked, town_hall, manager, now, why):
    domain, code = asked
    if why != "not proved":
        recognising.prove(domain, code, now)
    if why == "ended":
        recognising.end(domain, now)
    elif why == "not confirmed":
        EmailAddress.objects.update(verified=False)
    elif why == "another domain":
        EmailAddress.objects.update(email="bob@mail.combelouvre.example")
    elif why == "no manager":
        actions.end(manager, manager.user, now)

    assert agent.post(reverse("join_recognised", args=[town_hall.pk])).status_code == 404
    assertNotContains(agent.get(reverse("memberships")), "Mairie de Combelouvre")
    assert not Membership.objects.exists()


def test_a_visitor_is_asked_nothing(visitor, proved, town_hall):
    assertNotContains(visitor.get(reverse("memberships")), "Mairie de Combelouvre")
    assert visitor.post(reverse("join_recognised", args=[town_hall.pk])).status_code == 404


@pytest.mark.parametrize(
    ("siren", "asked"), [("212100010", True), ("212100011", False), ("", False)]
)
def test_the_employer_that_a_provider_names_is_proposed(
    client, bob, town_hall, manager, siren, asked
):
    Organisation.objects.update(siren="212100010" if siren else "")
    SocialAccount.objects.create(
        user=bob, provider="agents", uid="1", extra_data={"name": "", "siren": siren}
    )
    client.force_login(bob)

    page = client.get(reverse("memberships"))

    assert ("Travaillez-vous pour" in page.content.decode()) == asked


def test_an_administrator_approves_and_ends_a_domain(asked):
    domain, _ = asked
    edit = reverse("wagtailsnippets_organisations_domain:edit", args=[domain.pk])
    browser = sign_in(ADMINISTRATOR)

    assertContains(browser.get(reverse("wagtailadmin_home")), "Domaines à approuver")

    browser.post(edit, {"decision": "approve"})
    assertNotContains(browser.get(reverse("wagtailadmin_home")), "Domaines à approuver")
    assert Domain.objects.verified().get().verified_by.email.startswith("personne")

    browser.post(edit, {"decision": "end"})
    assert not Domain.objects.current().exists()
    assert sign_in(TRAINER).get(edit).status_code in (302, 403)
