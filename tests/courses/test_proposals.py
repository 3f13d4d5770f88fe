"""Anybody proposes a sheet; it waits for a reviewer, harmless, and nothing typed is lost."""

import datetime

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse
from wagtail.models import WorkflowState

from courses.models import SheetPage
from courses.personal_data import TERMS
from courses.views import PROPOSALS
from elearning.accounts.roles import REVIEWER
from elearning.privacy.actions import erase, export
from tests.editing import sign_in
from tests.elearning.privacy.people import database_text
from tests.factories import UserFactory, make_sheet_index

pytestmark = pytest.mark.django_db

URL = "/proposer-une-fiche/"
SAID = {
    "title": "Notre cantine en ligne",
    "summary": "Un essai d’un an.",
    "context": "Deux écoles.\n\nTrente familles.",
    "done": "Un formulaire <script>alert(1)</script> simple.",
    "worked": "",
    "failed": "Personne ne l’ouvrait.",
    "advice": "Demander avant.",
    "contributor": "Mairie de Valdoire",
    "email": "contact@valdoire.example",
    "website": "",
}


@pytest.fixture(autouse=True)
def index(db):
    return make_sheet_index()


def propose(client, **changes):
    return client.post(URL, SAID | changes)


def test_it_becomes_a_draft_in_review(client):
    response = propose(client)
    assert response["Location"] == reverse("proposal_thanks")
    sheet = SheetPage.objects.get()
    assert not sheet.live
    assert sheet.status == SheetPage.Status.EXPERIENCE
    assert WorkflowState.objects.for_instance(sheet).count() == 1


def test_nobody_reads_it_before_it_is_published(client):
    propose(client)
    sheet = SheetPage.objects.get()
    assert client.get(f"/fiches/{sheet.slug}/").status_code == 404
    assert sheet.title not in client.get("/fiches/").content.decode()


def test_a_reviewer_publishes_it_and_the_e_mail_stays_hidden(client):
    propose(client)
    sheet = SheetPage.objects.get()
    assert sign_in(REVIEWER).get(f"/cms/pages/{sheet.pk}/edit/").status_code == 200
    sheet.get_latest_revision().publish()
    page = client.get(sheet.url).content.decode()
    assert "Personne ne l’ouvrait." in page
    assert SAID["contributor"] in page
    assert SAID["email"] not in page


def test_what_was_typed_is_shown_as_words_only(client):
    propose(client)
    sheet = SheetPage.objects.get()
    sheet.get_latest_revision().publish()
    page = client.get(sheet.url).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_paragraphs_are_kept_and_empty_parts_left_out(client):
    propose(client)
    kinds = [block.block_type for block in SheetPage.objects.get().body]
    assert kinds == ["heading", "text"] * 4
    assert SheetPage.objects.get().body[1].value.source.count("<p>") == 2


def test_nothing_is_lost_on_a_fault(client):
    response = propose(client, title="")
    page = response.content.decode()
    assert "error-summary" in page
    assert SAID["failed"] in page
    assert not SheetPage.objects.exists()


def test_an_e_mail_is_optional(client):
    propose(client, email="")
    assert SheetPage.objects.get().contact_email == ""


def test_two_sheets_may_bear_the_same_title(client):
    propose(client)
    propose(client, summary="Un autre essai.")
    assert len(set(SheetPage.objects.values_list("slug", flat=True))) == 2


def test_a_second_click_makes_no_second_sheet(client):
    locations = [propose(client)["Location"] for _ in range(2)]
    assert locations == [reverse("proposal_thanks")] * 2
    assert SheetPage.objects.count() == 1


def test_a_robot_is_thanked_and_leaves_nothing(client):
    response = propose(client, website="https://robot.example")
    assert response.status_code == 302
    assert not SheetPage.objects.exists()


def test_too_many_from_one_address_wait_and_keep_their_words(client):
    for number in range(PROPOSALS.most):
        propose(client, summary=f"Essai {number}.")
    response = propose(client)
    assert response.status_code == 429
    assert SAID["failed"] in response.content.decode()
    assert SheetPage.objects.count() == PROPOSALS.most


def test_the_form_is_kept_by_no_cache_and_asks_for_a_token(client):
    response = client.get(URL)
    assert "no-store" in response["Cache-Control"]
    assert "csrfmiddlewaretoken" in response.content.decode()


def test_without_a_list_of_sheets_nothing_is_proposed(client, index):
    index.unpublish()
    assert client.get(URL).status_code == 404


def account(email):
    user = UserFactory(email=email)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def exported(user):
    return [table.rows for table in export(None, user) if table.name == "fiches-proposees"]


def test_publishing_forgets_the_address_in_past_versions_too(client):
    propose(client)
    sheet = SheetPage.objects.get()
    sheet.save_revision()
    sheet.get_latest_revision().publish()
    assert SheetPage.objects.get().live
    assert SAID["email"] not in database_text()


def test_an_account_finds_what_was_proposed_with_its_address_and_erases_it(client):
    propose(client)
    user, stranger = account(SAID["email"].upper()), account("autre@valdoire.example")
    assert exported(stranger) == []
    assert [row[0] for row in exported(user)[0]] == [SAID["title"]]
    erase(None, stranger)
    assert SheetPage.objects.get().contact_email == SAID["email"]
    erase(None, user)
    assert SAID["email"] not in database_text()
    assert SAID["contributor"] not in database_text()
    assert SheetPage.objects.get().title == SAID["title"]


def test_an_address_that_an_account_has_not_proved_gives_nothing(client):
    propose(client)
    assert exported(UserFactory(email=SAID["email"])) == []


@pytest.mark.parametrize(("days", "kept"), [(364, True), (366, False)])
def test_a_sheet_never_published_keeps_no_address_after_a_year(client, now, days, kept):
    propose(client)
    (term,) = TERMS
    moment = now + datetime.timedelta(days=days)
    assert term.apply(moment, True) == term.apply(moment, False) == (0 if kept else 1)
    assert (SAID["email"] in database_text()) is kept
