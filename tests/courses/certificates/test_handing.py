"""A certificate handed to an employer: by its holder, read by its managers only, taken back."""

import pytest
from django.core import signing
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from courses.certificates.models import Handover
from elearning.accounts.learners import SALT
from elearning.organisations import actions
from elearning.organisations.models import Membership, Organisation
from elearning.privacy.actions import erase, export
from tests.certificates import make_certificate
from tests.factories import LearnerFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def town_hall():
    return Organisation.objects.create(name="Mairie de Combelouvre", department="71")


@pytest.fixture
def manage(now):
    def manage(organisation, user):
        actions.validate(actions.ask_to_manage(organisation, user, "DGS", now), None, now)

    return manage


@pytest.fixture
def camille(town_hall, now):
    learner = LearnerFactory()
    Membership.objects.create(organisation=town_hall, learner=learner, joined_at=now)
    return learner


@pytest.fixture
def hers(visitor, camille):
    visitor.cookies["learner"] = signing.dumps(camille.pk.hex, salt=SALT)
    return visitor


@pytest.fixture
def certificate(camille):
    return make_certificate(learner=camille)


def hand(browser, certificate, organisation):
    address = reverse("hand_over", args=[certificate.code])
    return browser.post(address, {"organisation": organisation.pk})


def handed(client, organisation, user):
    client.force_login(user)
    return client.get(reverse("handed_certificates", args=[organisation.pk]))


def test_it_is_handed_once_after_saying_what_is_read(
    hers, client, certificate, town_hall, alice, manage
):
    manage(town_hall, alice)
    page = hers.get(reverse("hand_over", args=[certificate.code]))
    assertContains(page, "Camille Durand")
    assertContains(page, "Mairie de Combelouvre")
    assert not Handover.objects.exists()

    for _ in range(2):
        hand(hers, certificate, town_hall)

    assert Handover.objects.count() == 1
    page = handed(client, town_hall, alice)
    assertContains(page, "Camille Durand")
    assertContains(page, certificate.title)


def test_one_click_leads_there_from_the_certificate_for_its_holder_only(
    hers, stranger, certificate
):
    link = reverse("hand_over", args=[certificate.code])

    assertContains(hers.get(certificate.get_absolute_url()), link)
    assertNotContains(stranger.get(certificate.get_absolute_url()), link)


def test_it_is_taken_back(hers, client, certificate, town_hall, alice, manage):
    manage(town_hall, alice)
    hand(hers, certificate, town_hall)
    back = reverse("take_back", args=[certificate.code, Handover.objects.get().pk])

    assertRedirects(hers.post(back), reverse("hand_over", args=[certificate.code]))

    assertNotContains(handed(client, town_hall, alice), "Camille Durand")
    assert hers.post(back).status_code == 404


def test_a_stranger_hands_and_takes_back_nothing(hers, stranger, certificate, town_hall):
    hand(hers, certificate, town_hall)
    back = reverse("take_back", args=[certificate.code, Handover.objects.get().pk])

    assert hand(stranger, certificate, town_hall).status_code == 404
    assert stranger.get(reverse("hand_over", args=[certificate.code])).status_code == 404
    assert stranger.post(back).status_code == 404
    assert Handover.objects.count() == 1


def test_another_certificate_of_hers_takes_back_nothing(hers, camille, certificate, town_hall):
    hand(hers, certificate, town_hall)
    other = make_certificate(learner=camille)
    back = reverse("take_back", args=[other.code, Handover.objects.get().pk])

    assert hers.post(back).status_code == 404


def test_it_goes_to_an_organisation_of_hers_only(hers, certificate):
    other = Organisation.objects.create(name="Mairie de Vauxprès", department="70")

    assertContains(hand(hers, certificate, other), "error-summary")
    assert not Handover.objects.exists()


def test_another_manager_a_member_and_a_stranger_read_nothing(
    hers, client, certificate, town_hall, alice, bob, manage
):
    other = Organisation.objects.create(name="Mairie de Vauxprès", department="70")
    manage(town_hall, alice)
    manage(other, bob)
    hand(hers, certificate, town_hall)

    assert handed(client, town_hall, bob).status_code == 404
    assert handed(client, town_hall, UserFactory()).status_code == 404
    assertNotContains(handed(client, other, bob), "Camille Durand")


def test_leaving_takes_nothing_back_and_she_still_can(
    hers, client, certificate, camille, town_hall, alice, manage, now
):
    manage(town_hall, alice)
    hand(hers, certificate, town_hall)
    assertContains(hers.get(reverse("memberships")), "Quitter ne reprend aucune attestation")

    actions.leave(camille.memberships.get(), now)

    assertContains(handed(client, town_hall, alice), "Camille Durand")
    page = hers.get(reverse("hand_over", args=[certificate.code]))
    assertContains(page, "même après votre départ")
    hers.post(reverse("take_back", args=[certificate.code, Handover.objects.get().pk]))
    assertNotContains(handed(client, town_hall, alice), "Camille Durand")


def test_her_data_say_it_and_erasing_takes_it_back(hers, certificate, camille, town_hall):
    hand(hers, certificate, town_hall)
    tables = {table.name: table.rows for table in export(camille, None)}
    assert [row[1] for row in tables["attestations-transmises"]] == ["Mairie de Combelouvre"]

    erase(camille, None)

    assert not Handover.objects.exists()


def test_a_hundred_cost_no_more_queries(
    client, town_hall, alice, manage, django_assert_max_num_queries
):
    manage(town_hall, alice)
    for _ in range(20):
        Handover.objects.create(
            certificate=make_certificate(), organisation=town_hall, handed_at=timezone.now()
        )
    client.force_login(alice)
    with django_assert_max_num_queries(8):
        page = client.get(reverse("handed_certificates", args=[town_hall.pk]))
    assertContains(page, "Camille Durand", count=40)
