"""The organisation on a certificate: one that its holder has joined, and chose to show."""

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.certificates.holders import known_holder
from courses.certificates.models import Certificate
from courses.certificates.personal_data import erase_for
from elearning.organisations.models import Membership, Organisation
from tests.certificates import make_certificate
from tests.factories import LearnerFactory, make_module

pytestmark = pytest.mark.django_db
NAME = "Mairie de Combelouvre"


def join(learner, name=NAME):
    organisation = Organisation.objects.create(name=name, department="71")
    return Membership.objects.create(
        organisation=organisation, learner=learner, joined_at=timezone.now()
    )


@pytest.fixture
def holder(alice, client):
    """A browser of somebody who belongs to a town hall."""
    join(LearnerFactory(user=alice))
    client.force_login(alice)
    return client


@pytest.fixture
def url(alice, holder, now):
    """The page that asks for the certificate of a completed module."""
    module = make_module(lessons=0)
    alice.learner.completions.create(module=module, edition=1, completed_at=now)
    return reverse("certificate_request", args=[module.pk])


def shown(client, certificate) -> str:
    return client.get(certificate.get_absolute_url()).content.decode()


def test_nothing_is_said_of_it_unless_its_holder_chooses(holder, client, url):
    assert NAME in client.get(url).content.decode()
    client.post(url, {"name": "Alice Petit"})
    certificate = Certificate.objects.get()
    assert certificate.organisation_name == ""
    assert NAME not in shown(client, certificate)


def test_it_stands_on_the_page_once_chosen(holder, client, url):
    client.post(url, {"name": "Alice Petit", "organisation_name": NAME})
    assert NAME in shown(client, Certificate.objects.get())


def test_only_an_organisation_that_was_joined_can_be_chosen(holder, client, url):
    join(LearnerFactory(), "Mairie de Vauxprès")
    client.post(url, {"name": "Alice Petit", "organisation_name": "Mairie de Vauxprès"})
    assert not Certificate.objects.exists()


def test_who_belongs_nowhere_is_not_asked(client, bob, now):
    module = make_module(lessons=0)
    learner = LearnerFactory(user=bob)
    learner.completions.create(module=module, edition=1, completed_at=now)
    client.force_login(bob)
    page = client.get(reverse("certificate_request", args=[module.pk])).content.decode()
    assert "organisation_name" not in page


def test_the_choice_is_kept_for_the_next_one_until_the_organisation_is_left(alice, holder, now):
    make_certificate(learner=alice.learner, organisation_name=NAME)
    assert known_holder(alice.learner).organisation_name == NAME
    alice.learner.memberships.update(left_at=now)
    assert known_holder(alice.learner) == ("Camille Durand", "full", "")


def test_it_can_be_taken_off_again_by_its_holder_alone(alice, bob, holder, client):
    certificate = make_certificate(learner=alice.learner, organisation_name="Ancienne mairie")
    url = reverse("certificate_name_shown", args=[certificate.code])
    assert "Ancienne mairie" in client.get(url).content.decode()
    client.force_login(bob)
    assert client.post(url, {"organisation_name": ""}).status_code == 404
    client.force_login(alice)
    client.post(url, {"name_shown": "full", "organisation_name": ""})
    certificate.refresh_from_db()
    assert certificate.organisation_name == ""


def test_it_goes_with_the_name_when_a_person_is_erased(alice, holder):
    certificate = make_certificate(learner=alice.learner, organisation_name=NAME)
    erase_for(alice.learner, alice)
    certificate.refresh_from_db()
    assert certificate.organisation_name == ""
