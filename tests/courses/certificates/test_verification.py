import datetime
import gzip
import re
import string
import uuid
from io import BytesIO, StringIO

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.http import Http404, HttpResponse
from django.test import Client

from courses.certificates import issuer, seal, verification, views
from courses.certificates.badges import badge_of, status_list
from courses.certificates.documents import pdf_of
from elearning.cms import guesses, limits
from elearning.cms.models import SiteSettings
from tests.certificates import end, make_certificate

pytestmark = pytest.mark.django_db
UNKNOWN = "0000-0000-0000-0"
URL_SAFE = string.ascii_letters + string.digits + "-_"


@pytest.fixture
def certificate():
    return make_certificate()


@pytest.fixture
def pdf(certificate):
    return pdf_of(certificate, SiteSettings())


def upload(client, content: bytes):
    return client.post("/verifier/", {"file": SimpleUploadedFile("attestation.pdf", content)})


def test_code_address_pdf_and_badge_lead_to_the_same_certificate(certificate, pdf):
    address = issuer.url(certificate.get_absolute_url())
    found = [
        verification.by_code(certificate.readable_code.lower()),
        verification.by_address(address),
        verification.by_address(address + "attestation.pdf"),
        verification.by_file(pdf),
        verification.by_file(badge_of(certificate).encode() + b"\n"),
    ]
    assert found == [certificate] * 5


def test_any_flipped_bit_of_the_file_is_refused(pdf):
    """The seal's own fields are not sealed: digit after digit at its head, then one in eleven.

    The rest is hashed whole, so that one place is as good as another.
    """
    begin, end = max(re.finditer(rb"<[0-9A-F]{2000,}>", pdf), key=lambda it: len(it[0])).span()
    sealed = [*range(0, begin, 499), *range(end, len(pdf), 99)]
    for place in [*sealed, *range(begin, begin + 130), *range(begin + 130, end, 11)]:
        altered = pdf[:place] + bytes([pdf[place] ^ 1 << place % 7]) + pdf[place + 1 :]
        with pytest.raises(verification.Refused):
            verification.by_file(altered)


def test_any_changed_character_of_a_badge_is_refused(certificate):
    """The last one too: some of its bits stand for nothing, and libraries do not look at them."""
    badge = badge_of(certificate)
    places = [*range(0, len(badge), 97), *range(badge.rindex("."), len(badge) - 1)]
    altered = [flipped(badge, place, bit) for place in places for bit in (0, 3)]
    altered += [badge[:-1] + other for other in URL_SAFE if other != badge[-1]]
    for token in [*altered, badge + "=", badge + "==", badge + "A"]:
        with pytest.raises(verification.Refused):
            verification.by_file(token.encode())


def flipped(text: str, place: int, bit: int) -> str:
    return text[:place] + chr(ord(text[place]) ^ 1 << bit) + text[place + 1 :]


@pytest.mark.parametrize(
    "content",
    [b"", b"%PDF-", b"%PDF-1.7\n%%EOF", b"a.b.c", b"\xff\xfe", gzip.compress(b"x", mtime=0)],
)
def test_what_is_not_a_certificate_is_refused(db, content):
    with pytest.raises(verification.Refused):
        verification.by_file(content)


def test_what_was_added_after_the_seal_is_refused(pdf):
    with pytest.raises(verification.Refused, match="a été modifié depuis"):
        verification.by_file(pdf + b"\n% une ligne de plus\n%%EOF\n")


def test_the_seal_of_somebody_else_is_refused(certificate, pdf, settings, tmp_path):
    settings.CERTIFICATE_KEYS = tmp_path
    call_command("make_certificate_key", stdout=StringIO())
    with pytest.raises(verification.Refused):
        verification.by_file(pdf)


def test_another_document_under_the_same_seal_is_no_certificate(db):
    """The operator's certificate may seal what else the operator publishes."""
    out = BytesIO()
    with pikepdf.new() as letter:
        letter.add_blank_page()
        letter.save(out)
    with pytest.raises(verification.Refused):
        verification.by_file(seal.seal(out.getvalue()))


def test_another_token_of_ours_is_no_certificate(certificate, now):
    with pytest.raises(verification.Refused):
        verification.by_file(status_list(0, now).encode())


@pytest.mark.parametrize(
    "address",
    [
        "https://ailleurs.example{path}",
        "http://[{path}",
        "http://127.0.0.1:8000",
        "http://127.0.0.1:8000/photo.png",
        "http://127.0.0.1:8000/attestations/",
    ],
)
def test_an_address_that_is_no_certificate_is_refused_in_words(client, certificate, address):
    typed = address.format(path=certificate.get_absolute_url())
    page = client.get("/verifier/", {"code": typed})
    assert str(page.context["error"]) in page.content.decode().replace("&#x27;", "'")
    assert f'value="{typed}"' in page.content.decode()


def test_the_address_of_a_certificate_is_taken_for_its_code(client, certificate):
    page = client.get("/verifier/", {"code": issuer.url(certificate.get_absolute_url())})
    assert page.url == certificate.get_absolute_url()


def test_the_file_of_a_path_names_its_modules(client):
    certificate = make_certificate(subject=f"path:{uuid.uuid4()}", pass_mark=None)
    page = upload(client, badge_of(certificate).encode()).content.decode()
    assert "Modules terminés" in page
    assert "Objectifs du module" not in page


def test_the_page_tells_all_facts_of_a_file(client, certificate, pdf):
    page = upload(client, pdf).content.decode()
    for fact in (certificate.title, "Camille Durand", certificate.readable_code, "2 novembre 2026"):
        assert fact in page
    assert "verdict right" in page
    end(certificate)
    assert "verdict wrong" in upload(client, pdf).content.decode()


def test_the_page_refuses_a_heavy_file_unread(client, monkeypatch):
    monkeypatch.setattr(verification, "by_file", pytest.fail)
    heavy = b"x" * (verification.HEAVIEST_FILE + 1)
    assert "field-error" in upload(client, heavy).content.decode()


def test_a_file_from_another_site_needs_the_token_of_this_one(pdf):
    strict = Client(enforce_csrf_checks=True)
    assert upload(strict, pdf).status_code == 403


def test_a_malformed_code_and_an_unknown_one_get_the_same_answer(client, certificate):
    def answer(code):
        page = client.get("/verifier/", {"code": code})
        return page.status_code, str(page.context["error"])

    assert answer("n'importe quoi") == answer(UNKNOWN)
    for code in ("NIMPORTEQUOI1", "0" * 13):
        assert client.get(f"/attestations/{code}/").status_code == 404


def test_ten_thousand_guesses(client, certificate, monkeypatch, rf):
    monkeypatch.setattr(limits.time, "time", lambda: 1_800_000_100)
    with monkeypatch.context() as light:
        light.setattr(limits, "render", lambda request, page, context, status: HttpResponse())
        looked_at = 0
        for number in range(10_000):
            try:
                views.certificate(rf.get("/"), code=f"{number:013}")
            except Http404:
                looked_at += 1
    assert looked_at == guesses.WRONG_CODES.most
    refused = client.get(certificate.get_absolute_url())
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) == 500
    monkeypatch.setattr(limits.time, "time", lambda: 1_800_000_600)
    assert client.get(certificate.get_absolute_url()).status_code == 200


def test_guesses_count_together_wherever_they_are_made(client, certificate):
    for address in ("/verifier/?code=x", "/attestations/x/badge.jwt", "/attestations/x/"):
        for _ in range(guesses.WRONG_CODES.most // 3):
            client.get(address)
    assert client.get("/verifier/?code=x").status_code == 429
    assert client.get(f"/attestations/{certificate.code}/badge.json").status_code == 429
    assert upload(client, b"x").status_code == 429


def test_somebody_elses_guesses_do_not_count(client, certificate):
    for _ in range(guesses.WRONG_CODES.most):
        client.get("/attestations/x/")
    other = client.get(certificate.get_absolute_url(), REMOTE_ADDR="198.51.100.7")
    assert other.status_code == 200


def test_right_codes_do_not_count(client, certificate):
    for _ in range(guesses.WRONG_CODES.most + 1):
        assert client.get(certificate.get_absolute_url()).status_code == 200


def test_no_code_at_all_is_asked_for_and_is_no_guess(client):
    pages = [client.get("/verifier/?code=+") for _ in range(guesses.WRONG_CODES.most + 1)]
    assert {page.status_code for page in pages} == {200}
    assert pages[0].context["error"] == "Tapez le code de l’attestation."


def run(proof) -> str:
    out = StringIO()
    call_command("verify_certificate", proof, stdout=out)
    return out.getvalue()


def test_the_command_tells_all_facts(certificate, pdf, tmp_path):
    (tmp_path / "attestation.pdf").write_bytes(pdf)
    for proof in (str(tmp_path / "attestation.pdf"), certificate.readable_code):
        said = run(proof)
        assert "Camille Durand" in said
        assert certificate.readable_code in said


def test_the_command_refuses_with_1_and_misuse_with_2(certificate, pdf, tmp_path):
    altered = tmp_path / "altered.pdf"
    altered.write_bytes(pdf.replace(b"/Lang", b"/Long", 1))
    for proof in (str(altered), UNKNOWN, "https://ailleurs.example/attestations/x/"):
        with pytest.raises(CommandError) as refused:
            run(proof)
        assert refused.value.returncode == 1
    with pytest.raises(CommandError) as misused:
        run(str(tmp_path))
    assert misused.value.returncode == 2
    end(certificate)
    with pytest.raises(CommandError) as revoked:
        run(certificate.code)
    assert revoked.value.returncode == 1


@pytest.mark.parametrize(
    ("facts", "words", "stands"),
    [
        ({}, "Valable, sans date de fin", True),
        ({"valid_until": datetime.date(2999, 11, 2)}, "Valable jusqu’au 2 novembre 2999", True),
        ({"valid_until": datetime.date(2020, 11, 2)}, "Expirée", False),
        ({"outdated_on": datetime.date(2020, 11, 2)}, "À renouveler depuis le 2", True),
    ],
)
def test_every_state_is_said_by_page_file_and_command(client, facts, words, stands):
    certificate = make_certificate(**facts)
    assert words in client.get(certificate.get_absolute_url()).content.decode()
    page = upload(client, badge_of(certificate).encode()).content.decode()
    assert words in page
    assert ("verdict right" in page) == stands
    if stands:
        assert words in run(certificate.code)
    else:
        with pytest.raises(CommandError, match=words) as refused:
            run(certificate.code)
        assert refused.value.returncode == 1
