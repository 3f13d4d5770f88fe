"""A certificate and those who check it: its code, its PDF and its badge, changed files refused."""

import re
from io import BytesIO

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.going import open_link, press
from tests.browser.test_citizen import answer_all, finish_lessons

HOLDER = "Josiane Élodie Péret"


@pytest.fixture
def certificate(page):
    """The page of a certificate just obtained."""
    finish_lessons(page)
    press(page, "Passer le quiz")
    answer_all(page)
    open_link(page, "Obtenir mon attestation")
    page.get_by_label("Votre prénom et votre nom").fill(HOLDER)
    press(page, "Créer mon attestation")
    return page


def hand_in(page, name, content):
    page.goto("/verifier/")
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    page.get_by_label("PDF de l’attestation, ou fichier du badge").set_input_files(file)
    press(page, "Vérifier ce fichier")


def test_what_a_verifier_is_told(certificate, check_accessible, check_fits):
    page, address = certificate, certificate.url
    pdf = page.request.get(f"{address}attestation.pdf").body()
    badge = page.request.get(f"{address}badge.jwt").body()
    for name, content in (("attestation.pdf", pdf), ("badge.jwt", badge)):
        hand_in(page, name, content)
        expect(page.get_by_role("heading", level=1)).to_contain_text("l’attestation est valable")
        expect(page.locator(".holder")).to_have_text(HOLDER)
        check_accessible(page)
        check_fits(page)
    letter = len(pdf) // 2
    altered = pdf[:letter] + bytes([pdf[letter] ^ 1]) + pdf[letter + 1 :]
    for name, content, words in (
        ("attestation.pdf", altered, "n’a pas été délivré ici, ou il a été modifié"),
        ("badge.jwt", badge[:-3] + b"AAA", "ni une attestation en PDF, ni un badge"),
        ("photo.png", b"\x89PNG\r\n", "ni une attestation en PDF, ni un badge"),
    ):
        hand_in(page, name, content)
        expect(page.locator(".field-error")).to_contain_text(words)
        expect(page).to_have_title(re.compile("^Erreur"))
        check_accessible(page)


def test_the_link_is_copied_and_the_page_printed(certificate, check_accessible):
    page = certificate
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copier le lien").click()
    expect(page.get_by_role("status").filter(has_text="Lien copié")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    expect(page.get_by_role("button", name="Imprimer")).to_be_visible()
    check_accessible(page)
    expect(page.get_by_text("Cette partie n’est montrée qu’à vous")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_text("Cette partie n’est montrée qu’à vous")).to_be_hidden()
    assert len(PdfReader(BytesIO(page.pdf(format="A4"))).pages) == 1


def test_a_holder_corrects_a_name_and_others_are_not_told_of_the_new_one(
    certificate, plain_page, check_accessible, check_fits
):
    page, before = certificate, certificate.url
    open_link(page, "Corriger mon nom")
    check_accessible(page)
    check_fits(page)
    page.get_by_label("Votre prénom et votre nom").fill("Josiane Élodie Perret")
    press(page, "Remplacer mon attestation")
    expect(page.locator(".holder")).to_have_text("Josiane Élodie Perret")
    expect(page.get_by_role("link", name="Corriger mon nom")).to_have_count(0)
    open_link(page, "Choisir ce qui est montré de moi")
    check_accessible(page)
    page.get_by_label("mes initiales seulement").check()
    press(page, "Enregistrer")
    expect(page.locator(".holder")).to_have_text("J. É. P.")
    check_accessible(page)
    plain_page.goto(before)
    expect(plain_page.locator(".callout-tone")).to_have_text("Cette attestation est remplacée")
    assert page.url not in plain_page.content()
    expect(plain_page.get_by_role("button", name="Copier le lien")).to_have_count(0)
