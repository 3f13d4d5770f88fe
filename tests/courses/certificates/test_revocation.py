"""An administrator revokes, with a reason; its holder is told, may contest, and it is logged."""

import csv
import io

import openpyxl
import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.core import mail
from django.urls import reverse
from wagtail.log_actions import registry
from wagtail.models import Site

from courses.certificates.badges import status_list
from courses.certificates.models import Certificate, CertificateSettings, Notice
from elearning.accounts.roles import ROLES, create_roles
from tests import independent
from tests.certificates import ISSUED, end, make_certificate
from tests.factories import LearnerFactory, UserFactory, make_home

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:EdDSA is deprecated")]


@pytest.fixture
def certificate(alice):
    make_home()
    EmailAddress.objects.create(user=alice, email=alice.email, verified=True, primary=True)
    return make_certificate(learner=LearnerFactory(user=alice))


def signed_in(client, role):
    create_roles()
    user = UserFactory()
    user.groups.add(Group.objects.get(name=ROLES[role].name))
    client.force_login(user)
    return client


@pytest.fixture
def administrator(client):
    return signed_in(client, "administrator")


def revoke(browser, certificate, reason="mistake"):
    return browser.post(reverse("certificate_in_cms", args=[certificate.pk]), {"reason": reason})


def test_a_revoked_certificate_says_so_and_no_reason_to_others(
    administrator, stranger, certificate
):
    revoke(administrator, certificate)
    page = stranger.get(certificate.get_absolute_url()).content.decode()
    assert "Révoquée le" in page
    assert "délivrée par erreur" not in page


def test_its_holder_reads_the_reason_and_how_to_contest(
    administrator, stranger, certificate, alice
):
    site = Site.objects.get(is_default_site=True)
    CertificateSettings.objects.create(site=site, contact="recours@region.example")
    revoke(administrator, certificate)
    stranger.force_login(alice)
    page = stranger.get(certificate.get_absolute_url()).content.decode()
    assert "délivrée par erreur" in page
    assert "mailto:recours@region.example" in page


def test_its_holder_is_told_by_mail(
    administrator, certificate, alice, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        revoke(administrator, certificate)
    (message,) = mail.outbox
    assert message.to == [alice.email]
    assert "délivrée par erreur" in message.body
    assert certificate.readable_code in message.body
    assert Notice.objects.get().sent_at


def test_a_holder_without_a_confirmed_address_is_not_written_to(
    administrator, certificate, django_capture_on_commit_callbacks
):
    EmailAddress.objects.update(verified=False)
    with django_capture_on_commit_callbacks(execute=True):
        revoke(administrator, certificate)
    assert mail.outbox == []
    assert Certificate.objects.get().state == Certificate.State.REVOKED


def test_the_badge_is_listed_as_revoked_at_once(
    administrator, certificate, now, django_capture_on_commit_callbacks
):
    status_list(0, now)
    with django_capture_on_commit_callbacks(execute=True):
        revoke(administrator, certificate)
    keys = administrator.get("/.well-known/jwks.json").json()
    claims = independent.read(status_list(0, now), keys)
    assert independent.is_set(claims["credentialSubject"]["encodedList"], certificate.pk)


def test_it_is_logged_with_who_and_why(administrator, certificate):
    revoke(administrator, certificate, reason="conditions")
    (entry,) = registry.get_logs_for_instance(certificate)
    assert entry.action == "certificates.revoke"
    assert entry.data == {"reason": "conditions"}
    assert entry.user.groups.get().name == "Administrateurs"


def test_it_is_revoked_once(administrator, certificate):
    revoke(administrator, certificate)
    first = Certificate.objects.get()
    revoke(administrator, certificate, reason="request")
    again = Certificate.objects.get()
    assert (again.ended_at, again.reason) == (first.ended_at, "mistake")
    assert Notice.objects.count() == 1


@pytest.mark.parametrize("reason", ["", "parce que"])
def test_a_reason_out_of_the_list_revokes_nothing(administrator, certificate, reason):
    assert revoke(administrator, certificate, reason).status_code == 200
    assert Certificate.objects.get().state == Certificate.State.VALID


def test_after_an_appeal_a_new_one_says_the_same(administrator, certificate):
    revoke(administrator, certificate)
    administrator.post(reverse("certificate_reinstate", args=[certificate.pk]))
    revoked, again = Certificate.objects.order_by("pk")
    assert revoked.state == Certificate.State.REPLACED
    assert again.state == Certificate.State.VALID
    assert again.holder_name == certificate.holder_name
    assert again.code != certificate.code


@pytest.mark.parametrize("role", ["trainer", "reviewer"])
def test_trainers_browse_no_learner(client, certificate, role):
    browser = signed_in(client, role)
    assert "attestations" not in browser.get("/cms/").content.decode()
    for url in (
        reverse("certificate_list"),
        reverse("certificate_list_results"),
        reverse("certificate_in_cms", args=[certificate.pk]),
    ):
        page = browser.get(url)
        assert page.status_code == 302, url
        assert "Durand" not in page.content.decode()
    revoke(browser, certificate)
    assert Certificate.objects.get().state == Certificate.State.VALID


def names(page) -> set[str]:
    return {row.holder_name for row in page.context["object_list"]}


@pytest.fixture
def several(certificate):
    ended = make_certificate(holder_name="Zoé Révoquée", title="Autre module")
    end(ended)
    make_certificate(holder_name="Yann Expiré", valid_until=ISSUED.date())
    make_certificate(holder_name="=HYPERLINK(0)", issued_at=ISSUED.replace(year=2020))
    return certificate


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"state": "revoked"}, {"Zoé Révoquée"}),
        ({"state": "expired"}, {"Yann Expiré"}),
        ({"state": "valid"}, {"Camille Durand", "=HYPERLINK(0)"}),
        ({"issued_at_to": "2021-01-01"}, {"=HYPERLINK(0)"}),
        ({"valid_until_from": "2026-11-01"}, {"Yann Expiré"}),
        ({"q": "Zoé"}, {"Zoé Révoquée"}),
    ],
)
def test_administrators_find_who_holds_what(administrator, several, query, found):
    assert names(administrator.get(reverse("certificate_list"), query)) == found


def test_the_list_costs_the_same_whatever_its_length(
    administrator, several, django_assert_max_num_queries
):
    administrator.get(reverse("certificate_list"))
    with django_assert_max_num_queries(25):
        administrator.get(reverse("certificate_list"))


def test_exports_run_no_formula(administrator, several):
    url = reverse("certificate_list")
    text = b"".join(administrator.get(url, {"export": "csv"}).streaming_content).decode()
    rows = list(csv.reader(io.StringIO(text)))
    assert "'=HYPERLINK(0)" in {row[1] for row in rows}
    content = b"".join(administrator.get(url, {"export": "xlsx"}).streaming_content)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert "'=HYPERLINK(0)" in {cell.value for cell in cells}
    assert {cell.data_type for cell in cells if cell.value} <= {"s", "n", "d"}
