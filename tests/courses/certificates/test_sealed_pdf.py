"""The PDF as an archive and a proof; tests/…/test_pdf*.py look at what it says."""

import datetime
import uuid
from io import BytesIO

import page
import pikepdf
import pytest
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from django.utils.html import strip_tags
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pypdf import PdfReader

from courses.certificates import seal
from courses.certificates.badges import badge_of
from courses.certificates.documents import HEAVIEST_PDF, pdf_of
from courses.certificates.personal_data import erase_for
from elearning.cms.models import SiteSettings
from tests.certificates import make_certificate

pytestmark = pytest.mark.django_db
MISREAD = "STREAM-LENGTH-001"


@pytest.fixture
def certificate():
    """A certificate that has everything one may have."""
    return make_certificate(
        organisation_name="Mairie de Combelouvre",
        signatory_name="Ada Roy",
        signatory_role="Présidente",
        valid_until=datetime.date(2999, 11, 2),
    )


@pytest.fixture
def pdf(certificate):
    return pdf_of(certificate, SiteSettings())


def seal_status(pdf: bytes):
    """Return what a signature library says of the seal, trusting our certificates only."""
    ours = ValidationContext(trust_roots=seal.certificates(), allow_fetching=False)
    embedded = PdfFileReader(BytesIO(pdf)).embedded_signatures[0]
    return validate_pdf_signature(embedded, signer_validation_context=ours)


def test_it_is_sealed_whole(pdf):
    status = seal_status(pdf)
    assert status.intact
    assert status.valid
    assert status.trusted
    assert status.coverage == SignatureCoverageLevel.ENTIRE_FILE


def test_one_changed_byte_shows(pdf):
    letter = pdf.index(b"/Lang") + 7
    altered = pdf[:letter] + b"X" + pdf[letter + 1 :]
    assert not seal_status(altered).intact


def test_it_claims_both_standards(pdf):
    with pikepdf.open(BytesIO(pdf)) as document, document.open_metadata() as said:
        assert said.pdfa_status == "3A"
        assert said["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"


def faults(pdf: bytes, standard: page.ValidationProfile) -> list[str]:
    """Return what a validator says, but that a stream has another length than is written.

    It takes the carriage return that ends one in 256 for a line end: qpdf looks at lengths instead.
    """
    report = page.validate_pdf_bytes(pdf, profile=standard)
    found = [fault for fault in report.failures if not fault.rule_id.endswith(MISREAD)]
    with pikepdf.open(BytesIO(pdf)) as document:
        syntax = document.check_pdf_syntax()
    return [*syntax, *(f"{fault.rule_id}: {fault.message}" for fault in found)]


@pytest.mark.parametrize(
    "standard", [page.ValidationProfile.PDF_A_3A, page.ValidationProfile.PDF_UA_1]
)
def test_a_validator_finds_it_follows_both(pdf, standard):
    assert faults(pdf, standard) == []


def test_the_validator_sees_a_structure_that_is_not_there(pdf):
    with pikepdf.open(BytesIO(pdf)) as document:
        del document.Root.StructTreeRoot
        out = BytesIO()
        document.save(out)
    assert faults(out.getvalue(), page.ValidationProfile.PDF_UA_1)
    assert faults(out.getvalue(), page.ValidationProfile.PDF_A_3A)


def test_its_title_language_and_drawing_are_said(pdf, certificate):
    with pikepdf.open(BytesIO(pdf)) as document:
        assert document.Root.Lang == "fr"
        assert document.Root.ViewerPreferences.DisplayDocTitle
        assert certificate.title in str(document.open_metadata()["dc:title"])
        drawings = [e for e in document.objects if tagged(e, "/Figure")]
        assert [str(drawing.Alt) for drawing in drawings] == [
            "Code QR qui ouvre la page de cette attestation"
        ]


def tagged(element, kind: str) -> bool:
    return isinstance(element, pikepdf.Dictionary) and element.get("/S") == kind


def test_the_badge_is_attached(pdf, certificate):
    with pikepdf.open(BytesIO(pdf)) as document:
        file = document.attachments["badge.jwt"].get_file()
        assert file.read_bytes().decode() == badge_of(certificate)
        assert file.mime_type == "application/jwt"
        assert document.Root.AF[0].AFRelationship == pikepdf.Name.Supplement


def test_the_longest_one_stays_light():
    certificate = make_certificate(
        title="Réagir à une cyberattaque dans une collectivité " * 5,
        objectives=["Prévenir les bonnes personnes dans le bon ordre, sans rien éteindre. " * 3]
        * 8,
        holder_name="Marie-Antoinette " * 7,
        issuer_name="Région Bourgogne-Franche-Comté, direction du numérique et des usages",
    )
    assert len(pdf_of(certificate, SiteSettings())) <= HEAVIEST_PDF


def test_the_many_modules_of_a_path_stand_on_one_page():
    certificate = make_certificate(
        subject=f"path:{uuid.uuid4()}",
        pass_mark=None,
        objectives=["Réagir à une cyberattaque dans une collectivité"] * 14,
        organisation_name="Mairie de Combelouvre",
        signatory_name="Ada Roy",
    )
    pdf = pdf_of(certificate, SiteSettings())
    assert len(PdfReader(BytesIO(pdf)).pages) == 1
    assert faults(pdf, page.ValidationProfile.PDF_UA_1) == []


def test_a_long_title_a_long_name_and_every_line_stand_on_one_page():
    certificate = make_certificate(
        title="Téléphone, Wi-Fi, objets connectés, déplacements et réunions à distance",
        objectives=["Prévenir les bonnes personnes dans le bon ordre, sans rien éteindre."] * 6,
        holder_name="Marie-Hélène d’Hérouville de La Rochefoucauld-Montmorency d’Arc",
        organisation_name="Communauté de communes du Pays de Montbéliard",
        signatory_name="Ada Roy",
        signatory_role="vice-présidente chargée du numérique et de la transition",
    )
    pdf = pdf_of(certificate, SiteSettings())
    assert len(PdfReader(BytesIO(pdf)).pages) == 1
    assert faults(pdf, page.ValidationProfile.PDF_UA_1) == []


def test_every_fact_of_the_page_is_on_it(client, pdf, certificate):
    page = client.get(certificate.get_absolute_url()).content.decode()
    facts = page[page.index('<dl class="facts">') : page.index("</dl>")]
    words = squeezed("".join(text.extract_text() for text in PdfReader(BytesIO(pdf)).pages))
    said = [certificate.title, certificate.holder_name, certificate.words]
    said += [*certificate.objectives, *strip_tags(facts).splitlines()]
    assert [fact for fact in said if squeezed(fact) not in words] == []


def test_the_page_says_everything_that_is_on_it(client, pdf, certificate):
    """Line by line, but for what only paper needs: bullets, and how to check it."""
    page = squeezed(strip_tags(client.get(certificate.get_absolute_url()).content.decode()))
    text = "\n".join(sheet.extract_text() for sheet in PdfReader(BytesIO(pdf)).pages)
    printed = {squeezed(line) for line in text.splitlines()}
    unsaid = {line for line in printed if line not in page}
    assert {line for line in unsaid if not line.startswith(("•", "Pourvérifier"))} == set()


def squeezed(text: str) -> str:
    return "".join(text.split()).replace("&#x27;", "'")


def test_it_is_made_once(pdf, certificate, monkeypatch):
    monkeypatch.setattr(seal, "seal", pytest.fail)
    assert pdf_of(certificate, SiteSettings()) == pdf


def test_a_name_that_was_erased_stays_in_no_file_kept(
    certificate, pdf, monkeypatch, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        erase_for(certificate.learner, None)
    monkeypatch.setattr(seal, "seal", lambda pdf: b"made again")
    assert pdf_of(certificate, SiteSettings()) == b"made again"  # from the row as it was


def test_the_page_waits_for_no_pdf(client, certificate, monkeypatch):
    monkeypatch.setattr(seal, "seal", pytest.fail)
    assert client.get(certificate.get_absolute_url()).status_code == 200


def test_the_operators_certificate_seals(certificate, settings, tmp_path):
    key = seal.generate_private_key(seal.SECP256R1())
    archive = pkcs12.serialize_key_and_certificates(
        b"region", key, seal.self_made(key, "Région"), None, BestAvailableEncryption(b"phrase")
    )
    (tmp_path / "region.p12").write_bytes(archive)
    settings.CERTIFICATE_SEAL = str(tmp_path / "region.p12")
    settings.CERTIFICATE_SEAL_PASSWORD = "phrase"
    pdf = pdf_of(certificate, SiteSettings())
    assert seal_status(pdf).trusted
    sealer = PdfFileReader(BytesIO(pdf)).embedded_signatures[0].signer_cert
    assert sealer.subject.native["common_name"] == "Région"


def test_what_a_replaced_certificate_sealed_is_still_recognised(certificate, settings, tmp_path):
    settings.CERTIFICATE_KEYS, keys = tmp_path, settings.CERTIFICATE_KEYS
    for file in keys.glob("*.p*"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    pdf = pdf_of(certificate, SiteSettings())
    seal.make()
    assert len(seal.certificates()) == 2
    assert seal_status(pdf).trusted


def test_a_seal_lasts_ten_years():
    newest = seal.certificates()[0]
    assert newest.not_valid_after > datetime.datetime.now(datetime.UTC) + datetime.timedelta(3650)
