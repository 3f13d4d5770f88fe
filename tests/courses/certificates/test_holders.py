"""Names as people have them, and as they should not be able to have them."""

from io import BytesIO

import pikepdf
import pytest
from pypdf import PdfReader

from courses.certificates.documents import HEAVIEST_PDF
from courses.certificates.forms import HolderForm
from tests.certificates import make_certificate

pytestmark = pytest.mark.django_db

NAMES = [
    "Marie-Antoinette de La Rochefoucauld-Montmorency d’Estouteville de Saint-Rémy-lès-Chevreuse",
    "Nguyễn Thị Ánh Tuyết",
    "عبد الرحمن بن محمد",
    "אברהם בן דוד",
    "王小明",
    "Ałła Żółć",
    "Camille 🦊",
    'O’Brien & Fils <b>gras</b> "cité" {{ 7 }} {% now %}',
    "<script>alert(1)</script>",
    "'; DROP TABLE certificates; --",
    "x" * 120,
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_stands_as_it_was_given_on_the_page_and_in_the_pdf(client, name):
    certificate = make_certificate(holder_name=name)

    page = client.get(certificate.get_absolute_url())
    pdf = client.get(f"{certificate.get_absolute_url()}attestation.pdf")

    assert page.context["certificate"]["holder_name"] == name
    assert "<script>" not in page.content.decode()
    assert "<b>gras" not in page.content.decode()
    assert pdf.headers["Content-Type"] == "application/pdf"
    assert len(pdf.content) <= HEAVIEST_PDF
    assert len(PdfReader(BytesIO(pdf.content)).pages) == 1
    with pikepdf.open(BytesIO(pdf.content)) as document:
        assert str(document.docinfo.Title).endswith(name)


@pytest.mark.parametrize("name", NAMES)
def test_our_form_takes_the_names_that_people_have(name):
    assert HolderForm({"name": name}).is_valid()


@pytest.mark.parametrize(
    "name",
    [
        "Camille\u202enitraM",
        "Camille\u2066Martin",
        "Camille\x01Martin",
        "Camille\x1b[31mMartin",
        "Camille\nMartin",
        "\u200b\u200b",
        "\u2063",
        "\ud800",
    ],
    ids=ascii,
)
def test_a_name_with_signs_that_nobody_sees_is_refused(name):
    """They would turn the words around it, or show a certificate of nobody."""
    assert "name" in HolderForm({"name": name}).errors


def test_a_name_of_signs_that_join_letters_is_a_name():
    persian = "نیک\u200cنام"
    family = "Zoé 👩\u200d💻"

    assert HolderForm({"name": persian}).is_valid()
    assert HolderForm({"name": family}).is_valid()


def test_the_pdf_says_what_it_is_to_those_who_do_not_see_it(client):
    certificate = make_certificate()

    pdf = client.get(f"{certificate.get_absolute_url()}attestation.pdf").content

    with pikepdf.open(BytesIO(pdf)) as document:
        assert document.Root.Lang == "fr"
        assert document.Root.MarkInfo.Marked
        assert document.Root.ViewerPreferences.DisplayDocTitle
        assert str(document.docinfo.Title).startswith("Attestation")
        alternatives = [
            str(element.Alt)
            for element in document.objects
            if isinstance(element, pikepdf.Dictionary) and "/Alt" in element
        ]
    assert any("QR" in alternative for alternative in alternatives)


@pytest.mark.parametrize("code", ["%00", "0" * 13, "bfc", "%F0%9F%A6%8A", "..%2F", "x" * 300])
@pytest.mark.parametrize("document", ["", "attestation.pdf", "badge.jwt", "badge.json"])
def test_a_code_that_is_nobodys_is_not_found(client, code, document):
    assert client.get(f"/attestations/{code}/{document}").status_code == 404


@pytest.mark.parametrize("number", ["999999999", "9" * 40])
def test_a_list_that_nobody_is_in_is_not_found(client, number):
    assert client.get(f"/attestations/etats/{number}.jwt").status_code == 404


@pytest.mark.parametrize("typed", ["\x00", "🦊" * 100, "' OR 1=1 --", "0000-0000-0000-0", ""])
def test_a_code_that_is_nobodys_is_said_in_words(client, typed):
    response = client.get("/verifier/", {"code": typed})

    assert response.status_code == 200
    assert 'class="field-error"' in response.content.decode()


def test_a_code_is_taken_as_people_type_it(client):
    certificate = make_certificate()
    typed = f"  {certificate.readable_code.lower().replace('-', ' ')} "

    response = client.get("/verifier/", {"code": typed})

    assert response.url == certificate.get_absolute_url()
