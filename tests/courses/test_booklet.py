"""The booklet holds the modules asked for, a quiz for a pen and its key, and reads well aloud."""

import io

import pikepdf
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from courses import booklet
from tests.factories import make_help, make_module

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_booklet_yet():
    default_storage.delete(booklet.NAME)
    yield
    default_storage.delete(booklet.NAME)


@pytest.fixture
def module():
    make_help()
    return make_module(title="Repérer un piège")


def test_the_key_is_that_of_the_letters_printed(module):
    (found,) = booklet.contents([module.slug])["modules"]
    assert len(found["questions"]) == 3
    for question in found["questions"]:
        texts = [each["option"].text for each in question["options"]]
        assert texts == sorted(texts)
        right = [each["letter"] for each in question["options"] if each["option"].correct]
        assert question["key"] == right != []


def test_modules_come_in_the_order_asked_for(module):
    other = make_module()
    slugs = [other.slug, module.slug]
    assert [each["page"].slug for each in booklet.contents(slugs)["modules"]] == slugs


def test_a_draft_is_left_out(module):
    module.unpublish()
    assert booklet.contents([module.slug])["modules"] == []


def test_it_can_be_read_aloud_and_fits_a_pocket(module):
    with pikepdf.open(io.BytesIO(booklet.make([module.slug]))) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "fr"
        assert b"pdfuaid" in pdf.Root.Metadata.read_bytes()
        width, height = (float(side) / 72 * 25.4 for side in pdf.pages[0].mediabox[2:])
    assert (round(width), round(height)) == (148, 210)


def test_the_catalogue_offers_it_once_it_is_made(
    client, module, django_capture_on_commit_callbacks
):
    assert "livret.pdf" not in client.get("/catalogue/").content.decode()
    assert client.get("/livret.pdf").status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        call_command("make_booklet", module.slug, stdout=io.StringIO())
    page = client.get("/catalogue/").content.decode()
    assert 'href="/livret.pdf"' in page
    sent = client.get("/livret.pdf")
    assert sent["Content-Type"] == "application/pdf"
    assert b"".join(sent.streaming_content).startswith(b"%PDF")


def test_a_module_that_is_not_there_is_refused(module):
    with pytest.raises(CommandError) as refused:
        call_command("make_booklet", "nulle-part")
    assert refused.value.returncode == 1


def test_it_can_be_written_elsewhere(module, tmp_path):
    call_command("make_booklet", module.slug, output=tmp_path / "essai.pdf", stdout=io.StringIO())
    assert (tmp_path / "essai.pdf").read_bytes().startswith(b"%PDF")
    assert booklet.kilobytes() is None


def test_one_that_is_there_is_left_when_a_missing_one_is_asked_for(module):
    default_storage.save(booklet.NAME, ContentFile(b"%PDF as it was"))
    call_command("make_booklet", module.slug, missing=True, stdout=io.StringIO())
    assert default_storage.open(booklet.NAME).read() == b"%PDF as it was"
