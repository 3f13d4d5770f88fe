"""A holder corrects a name once, and chooses again how much of it is shown."""

from io import BytesIO

import pytest
from pypdf import PdfReader
from wagtail.log_actions import registry

from courses.certificates import actions, seal, verification
from courses.certificates.documents import pdf_of
from courses.certificates.models import Certificate
from elearning.cms.models import SiteSettings
from tests.certificates import end, make_certificate
from tests.factories import LearnerFactory, make_home

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate(alice):
    make_home()
    return make_certificate(learner=LearnerFactory(user=alice), holder_name="Camile Durand")


@pytest.fixture
def holder(client, alice):
    client.force_login(alice)
    return client


def correct(browser, certificate, name="Camille Durand"):
    return browser.post(f"{certificate.get_absolute_url()}nom/", {"name": name})


def test_the_corrected_one_replaces_the_other(holder, certificate):
    answer = correct(holder, certificate)

    certificate.refresh_from_db()
    corrected = certificate.successor
    assert answer.url == corrected.get_absolute_url()
    assert corrected.holder_name == "Camille Durand"
    assert corrected.code != certificate.code
    assert certificate.state == Certificate.State.REPLACED
    assert certificate.holder_name == "Camile Durand"
    same = ("learner", "subject", "cycle", "edition", "title", "objectives", "completed_at")
    assert {name: getattr(corrected, name) for name in same} == {
        name: getattr(certificate, name) for name in same
    }


def test_it_is_done_once(holder, certificate):
    correct(holder, certificate)
    corrected = Certificate.objects.get(state=Certificate.State.VALID)
    for which in (certificate, corrected):
        correct(holder, which, name="Quelqu’un d’autre")
    assert Certificate.objects.count() == 2
    assert Certificate.objects.get(state=Certificate.State.VALID) == corrected


def test_the_same_name_spends_no_correction(holder, certificate):
    page = correct(holder, certificate, name=" Camile Durand ")
    assert "field-error" in page.content.decode()
    assert Certificate.objects.get().may_be_corrected


def test_it_is_logged_without_the_names(holder, certificate, alice):
    correct(holder, certificate)
    (entry,) = registry.get_logs_for_instance(Certificate.objects.latest("pk"))
    assert (entry.action, entry.user) == ("certificates.correct_name", alice)
    assert "Durand" not in f"{entry.label} {entry.data}"


def test_only_the_holder_is_shown_what_replaced_it(holder, stranger, certificate):
    url = correct(holder, certificate).url
    assert url in holder.get(certificate.get_absolute_url()).content.decode()
    page = stranger.get(certificate.get_absolute_url()).content.decode()
    assert url not in page
    assert "Remplacée le" in page


def test_the_file_of_the_old_one_says_replaced(holder, certificate):
    before = pdf_of(certificate, SiteSettings())
    correct(holder, certificate)
    found = verification.by_file(before)
    assert found.state == Certificate.State.REPLACED
    text = PdfReader(BytesIO(pdf_of(found, SiteSettings()))).pages[0].extract_text()
    assert "Remplacée le" in text


@pytest.mark.parametrize("state", [Certificate.State.REVOKED, Certificate.State.REPLACED])
def test_one_that_has_ended_is_not_corrected(certificate, now, state):
    end(certificate, state)
    with pytest.raises(actions.NotCorrectable):
        actions.correct_name(certificate.pk, "Camille Durand", now)


def test_a_verified_name_is_not_the_holders_to_correct(certificate, now):
    Certificate.objects.update(identity=Certificate.Identity.VERIFIED)
    with pytest.raises(actions.NotCorrectable):
        actions.correct_name(certificate.pk, "Camille Durand", now)


def test_the_holder_chooses_again_what_is_shown(holder, stranger, certificate):
    url = f"{certificate.get_absolute_url()}affichage/"
    assert "checked" in holder.get(url).content.decode()
    holder.post(url, {"name_shown": "initials"})
    assert "C. D." in stranger.get(certificate.get_absolute_url()).content.decode()
    holder.post(url, {"name_shown": "none"})
    page = stranger.get(certificate.get_absolute_url()).content.decode()
    assert "C. D." not in page
    assert "Durand" not in page
    assert Certificate.objects.get().holder_name == "Camile Durand"


def test_a_name_hidden_since_stays_in_no_file_kept(holder, certificate, monkeypatch):
    pdf_of(certificate, SiteSettings())
    holder.post(f"{certificate.get_absolute_url()}affichage/", {"name_shown": "none"})
    monkeypatch.setattr(seal, "seal", lambda pdf: b"made again")
    assert pdf_of(certificate, SiteSettings()) == b"made again"  # from the row as it was


def test_nobody_is_the_holder_of_an_erased_one(stranger, certificate):
    """A browser without a learner is not the learner that an erased certificate lacks."""
    Certificate.objects.update(learner=None, holder_name="", name_shown="none")
    assert stranger.get(f"{certificate.get_absolute_url()}nom/").status_code == 404
    page = stranger.get(certificate.get_absolute_url())
    assert page.context["holder"] is None
    for fact in (certificate.title, certificate.readable_code, "2 novembre 2026"):
        assert fact in page.content.decode()


def test_the_page_costs_one_query_and_the_session(
    client, holder, stranger, certificate, django_assert_num_queries
):
    url = certificate.get_absolute_url()
    stranger.get(url)
    with django_assert_num_queries(1):
        stranger.get(url)
    with django_assert_num_queries(2):  # the session is in the cache; the account is read
        holder.get(url)
