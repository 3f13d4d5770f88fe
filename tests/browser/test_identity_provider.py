"""Coming through a certified identity provider, with a real browser and its policy."""

import pytest
from playwright.sync_api import expect

from tests.browser.going import open_link, press
from tests.browser.test_citizen import answer_all, finish_lessons
from tests.oidc.serving import served_provider


@pytest.fixture
def provider(base_url, issuer_port):
    with served_provider(issuer_port, base_url) as address:
        yield address


@pytest.fixture
def browsing(new_page):
    """A page that may leave for the provider, and fails when a policy is broken."""
    page = new_page()
    spoken = []
    page.on("console", lambda message: spoken.append(message.text))
    yield page
    assert [text for text in spoken if not text.startswith("Failed to load resource")] == []


def test_what_was_begun_here_ends_with_a_verified_name(
    browsing, provider, check_accessible, check_fits
):
    page = browsing
    finish_lessons(page)
    press(page, "Passer le quiz")
    answer_all(page)

    page.goto("/compte/login/")
    check_accessible(page)
    check_fits(page)
    press(page, "Se connecter avec Agents publics")
    assert page.url.startswith(provider)
    page.get_by_label("Nom").fill("camille")
    press(page, "Continuer")

    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Cette progression est-elle la vôtre ?"
    )
    press(page, "C’est moi")
    open_link(page, "Obtenir mon attestation")
    expect(page.get_by_label("Votre prénom et votre nom")).to_have_value("Camille Durand")
    expect(page.locator("main")).to_contain_text("qu’un fournisseur d’identité l’a vérifié")
    press(page, "Créer mon attestation")
    expect(page.locator("main")).to_contain_text("Identité vérifiée par un fournisseur d’identité")

    page.goto("/compte/3rdparty/")
    expect(page.locator("main")).to_contain_text("Camille Durand")
    check_accessible(page)
    check_fits(page)

    page.goto("/compte/logout/")
    page.locator("main button[type=submit]").click()
    page.wait_for_url(f"{provider}/session/end**")
    page.get_by_role("button", name="Yes, sign me out").click()
    page.wait_for_url(lambda url: not url.startswith(provider))
    page.goto("/compte/email/")
    assert "/compte/login/" in page.url


def test_a_refusal_says_what_to_do(browsing, provider, check_accessible, check_fits):
    page = browsing
    page.goto("/compte/login/")
    press(page, "Se connecter avec Agents publics")
    page.goto("/compte/fournisseur/agents/retour/?code=x&state=y")
    expect(page.get_by_role("heading", level=1)).to_have_text("Vous n’êtes pas connecté")
    check_accessible(page)
    check_fits(page)
    open_link(page, "Me connecter de nouveau")
    assert page.url.endswith("/compte/login/")
