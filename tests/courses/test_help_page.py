"""“I think I am a victim”: one click from every page, whom to call always shown, nothing noted."""

import datetime

import pytest
from django.utils import timezone
from wagtail.models import Site

from courses.models import HelpPage, ModulePage
from elearning.accounts.models import Learner
from elearning.accounts.roles import TRAINER
from elearning.cms.models import SiteSettings
from elearning.facts.models import Fact
from tests.editing import sign_in
from tests.factories import FactFactory, item, make_help, make_module

pytestmark = pytest.mark.django_db

LONG_AGO = timezone.localdate() - datetime.timedelta(days=400)
LATE = {"verified_on": LONG_AGO, "verify_again_on": LONG_AGO + datetime.timedelta(days=90)}


@pytest.fixture
def help_page():
    page = make_help()
    SiteSettings(site=Site.objects.get(), help_page=page).save()
    return page


def with_contact(fact):
    value = {"title": "En danger", "contacts": [item(fact.pk)]}
    return make_help(body=[("contacts", value)])


def words(client, url):
    return client.get(url).content.decode()


def test_every_page_links_to_it(client, help_page):
    module = make_module()
    for url in ("/", "/catalogue/", module.url, module.lessons[0].url, "/mon-parcours/"):
        assert f'href="{help_page.url}"' in words(client, url), url


def test_nothing_links_to_it_while_it_is_a_draft(client, help_page):
    help_page.unpublish()
    assert "/que-faire/" not in words(client, "/")


def test_reading_it_notes_nothing_about_the_reader(client, help_page):
    response = client.get(help_page.url)
    assert response["Cache-Control"].startswith("public")
    assert not response.cookies
    assert not Learner.objects.exists()
    assert "Cookie" not in response.headers.get("Vary", "")


def test_branches_are_places_of_one_page(client, help_page):
    page = words(client, help_page.url)
    assert 'id="de-largent-est-parti"' in page
    assert "?" not in help_page.url


def test_branches_are_folded_to_choose_and_unfolded_to_print(client, help_page):
    assert "<details" in words(client, help_page.url)
    assert " open>" not in words(client, help_page.url)
    assert " open>" in words(client, help_page.sheet_url)


def test_a_contact_can_be_called(client):
    page = with_contact(FactFactory(kind=Fact.Kind.EMERGENCY, value="0 892 705 705"))
    assert 'href="tel:0892705705"' in words(client, page.url)


def test_an_emergency_contact_is_shown_with_its_date_though_it_is_past(client):
    page = with_contact(FactFactory(kind=Fact.Kind.EMERGENCY, value="3018", **LATE))
    assert "3018" in words(client, page.url)
    assert str(LONG_AGO.year) in words(client, page.url)


def test_another_contact_past_its_date_gives_way_to_words(client):
    fact = FactFactory(value="0 805 805 817", fallback="le service public", **LATE)
    page = with_contact(fact)
    assert "0 805 805 817" not in words(client, page.url)
    assert "le service public" in words(client, page.url)


def test_a_sheet_stands_below_and_is_named(client, help_page):
    sheet = make_help(parent=help_page, title="Fiche de la mairie", slug="mairie")
    assert "Fiche de la mairie" in words(client, help_page.url)
    assert help_page.title in words(client, sheet.url)


def test_a_trainer_opens_it_in_the_editor_and_previews_it(help_page):
    trainer = sign_in(TRAINER)
    assert trainer.get(f"/cms/pages/{help_page.pk}/edit/").status_code == 200
    assert HelpPage.can_create_at(help_page)
    assert not ModulePage.can_create_at(help_page)


def test_it_costs_the_same_whatever_its_branches(client, django_assert_max_num_queries):
    facts = [FactFactory(kind=Fact.Kind.EMERGENCY) for _ in range(4)]
    contacts = {"title": "En danger", "contacts": [item(fact.pk) for fact in facts]}
    page = make_help(body=[("contacts", contacts)] * 3)
    with django_assert_max_num_queries(14):
        client.get(page.url)
