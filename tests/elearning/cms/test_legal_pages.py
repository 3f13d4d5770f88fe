"""What the law wants said is one click from every page, and says no more than what is known."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from elearning.accounts.roles import ADMINISTRATOR
from elearning.cms.models import SiteSettings
from tests.editing import sign_in
from tests.factories import make_home, make_module

pytestmark = pytest.mark.django_db

PAGES = {
    "legal_notices": "/mentions-legales/",
    "privacy_policy": "/donnees-personnelles/",
    "accessibility": "/accessibilite/",
    "ecodesign": "/ecoconception/",
}


@pytest.fixture
def settled():
    """Give the site's settings these values."""
    make_home()

    def settled(**values):
        settings = SiteSettings.of_site(Site.objects.get(is_default_site=True))
        for name, value in values.items():
            setattr(settings, name, value)
        settings.full_clean()
        settings.save()
        return settings

    return settled


def text(client, name):
    return client.get(reverse(name)).content.decode()


@pytest.mark.parametrize(("name", "address"), PAGES.items())
def test_each_page_stands_at_its_address(client, name, address):
    make_home()

    page = client.get(address)

    assert reverse(name) == address
    assert page.status_code == 200
    assert not page.cookies
    assert page.headers["Cache-Control"].startswith("public")


@pytest.mark.parametrize(
    "url", ["/", "/catalogue/", "/mon-parcours/", "/nulle-part/", "/verifier/"]
)
def test_every_page_links_them(client, url):
    make_module()
    html = client.get(url).content.decode()

    for address in PAGES.values():
        assert f'href="{address}"' in html, address


@pytest.mark.parametrize("name", PAGES)
def test_a_second_reader_costs_no_query(client, name, django_assert_num_queries):
    make_home()
    first = text(client, name)

    with django_assert_num_queries(0):
        assert text(client, name) == first


def test_no_audit_no_claim(client, settled):
    settled()

    assert "Accessibilité\xa0: non conforme" in text(client, "legal_notices")
    assert "aucun audit" in text(client, "accessibility")


@pytest.mark.parametrize("values", [{"audit_rate": 90}, {"audited_on": timezone.localdate()}])
def test_a_rate_without_a_date_is_refused_and_a_date_without_a_rate_too(settled, values):
    with pytest.raises(ValidationError, match="date de son audit"):
        settled(**values)


def test_an_audit_changes_what_every_page_says_at_once(
    client, settled, django_capture_on_commit_callbacks
):
    make_home()
    assert "non conforme" in text(client, "legal_notices")

    with django_capture_on_commit_callbacks(execute=True):
        settled(audit_rate=82, audited_on=timezone.localdate(), auditor="Atelier")

    assert "Accessibilité\xa0: partiellement conforme" in text(client, "legal_notices")
    assert "Atelier" in text(client, "accessibility")
    assert "aucun audit" not in text(client, "accessibility")


def test_an_administrator_fills_them_in(client, django_capture_on_commit_callbacks):
    make_home()
    browser = sign_in(ADMINISTRATOR)
    site = Site.objects.get(is_default_site=True)
    url = reverse("wagtailsettings:edit", args=["cms", "sitesettings", site.pk])
    form = browser.get(url).context["form"].initial
    form = {name: "" if value is None else value for name, value in form.items()}

    filled = form | {"host": "Hébergeur & Cie\n1 rue <b>Neuve</b>", "name": "Réflexes"}
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(url, filled)

    html = text(client, "legal_notices")
    assert "Hébergeur &amp; Cie<br>1 rue &lt;b&gt;Neuve&lt;/b&gt;" in html
    assert " - Réflexes</title>" in browser.get(url).content.decode()


def test_personal_data_shows_the_terms_that_the_purge_applies(client):
    make_home()

    html = text(client, "privacy_policy")

    assert "24 mois après la dernière connexion" in html
    assert reverse("my_data") in html


def test_security_txt_says_whom_to_tell_until_when(client, settled):
    end = timezone.localdate() + datetime.timedelta(days=90)
    settled(security_contact="mailto:securite@region.example", security_expires_on=end)

    answer = client.get("/.well-known/security.txt")

    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    lines = answer.content.decode().splitlines()
    assert "Contact: mailto:securite@region.example" in lines
    assert f"Expires: {end:%Y-%m-%d}T23:59:59Z" in lines
    assert "Canonical: http://testserver/.well-known/security.txt" in lines


def test_security_txt_is_withdrawn_when_nobody_answers_for_it_any_more(client, settled):
    settled()
    assert client.get("/.well-known/security.txt").status_code == 404
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    settled(security_contact="mailto:securite@region.example", security_expires_on=yesterday)
    assert client.get("/.well-known/security.txt").status_code == 404


@pytest.mark.parametrize(
    "contact", ["javascript:alert(1)", "http://a.example", "mailto:a", "a@b.fr"]
)
def test_a_contact_for_security_is_an_address_one_can_use(settled, contact):
    with pytest.raises(ValidationError):
        settled(security_contact=contact)


def test_a_line_break_adds_no_line_to_security_txt(settled):
    with pytest.raises(ValidationError):
        settled(security_contact="mailto:a@b.example\nContact: mailto:evil@evil.example")


def test_the_header_marks_the_page_one_is_on_and_follows_the_settings(
    client, settled, django_capture_on_commit_callbacks
):
    def header_of(path):
        return client.get(path).content.decode().partition("</header>")[0]

    settled()
    here, current = reverse("journey"), 'aria-current="page"'
    assert header_of(here).count(f'<a href="{here}" {current}>') == 2  # the menu, wide and folded
    assert current not in header_of(reverse("legal_notices"))
    assert header_of(here).count(current) == 2

    with django_capture_on_commit_callbacks(execute=True):
        settled(name="Gestes simples")
    assert "Gestes simples" in header_of(here)
