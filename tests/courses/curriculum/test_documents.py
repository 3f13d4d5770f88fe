"""Videos and documents of lessons in files: read, loaded into the library, written back, shared."""

import io
import zipfile
from contextlib import suppress

import pytest
from django.conf import settings as site_settings
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from courses.curriculum import pages, sharing
from courses.curriculum.exporter import Exporter
from courses.curriculum.faults import InvalidCurriculum
from courses.curriculum.ledger import Missing, Standing
from courses.curriculum.loader import Loader
from courses.curriculum.models import LoadedObject
from courses.curriculum.schema import documents, parse
from courses.curriculum.writing import write
from courses.models import LessonPage, ModulePage
from elearning.accounts.roles import REVIEWER, TRAINER
from elearning.cms.models import CustomDocument
from tests import curriculum_files as files
from tests.courses.curriculum.test_sharing import IMPORT, forget_module
from tests.editing import sign_in


@pytest.fixture
def folder(tmp_path):
    folder = files.write_files(tmp_path / "files")
    files.add_documents(folder)
    return folder


def place(folder, name):
    return (folder / files.MODULE).with_name(name)


def load(folder):
    outcomes = []
    curriculum = parse(folder)
    loader = Loader(curriculum, lambda title, found: outcomes.extend(found))
    loader.load(curriculum.modules)
    return {one.standing for one in outcomes if one.model is CustomDocument}


def lesson():
    return LessonPage.objects.get(slug="un-par-compte")


@pytest.mark.django_db
def test_videos_and_documents_are_loaded_and_come_back(folder, tmp_path, client):
    load(folder)

    film = lesson().body[0].value
    assert film["video"].file.read() == files.DOCUMENTS["le-film.mp4"]
    assert film["captions"].title == "t1/le-film.vtt"
    assert film["transcript"].source.startswith("<p><b>Posez</b>")
    assert lesson().easy_body[0].value["document"].file_size == len(files.DOCUMENTS["la-fiche.pdf"])
    page = client.get(lesson().url).content.decode()
    assert f'src="{film["captions"].url}"' in page

    exported = Exporter().curriculum()
    assert exported == parse(folder)
    write(exported, tmp_path / "again")
    assert place(tmp_path / "again", "le-film.mp4").read_bytes() == files.DOCUMENTS["le-film.mp4"]
    assert parse(tmp_path / "again") == parse(folder)


@pytest.mark.django_db
def test_loading_twice_writes_no_document_and_another_file_replaces_it(folder):
    load(folder)
    assert load(folder) == {Standing.SAME}

    place(folder, "la-fiche.pdf").write_bytes(b"%PDF-1.7 autre")

    assert load(folder) == {Standing.SAME, Standing.CHANGED}
    assert CustomDocument.objects.count() == 3
    assert lesson().easy_body[0].value["document"].file.read() == b"%PDF-1.7 autre"


@pytest.mark.django_db
def test_a_module_is_shared_with_its_videos_and_documents(folder):
    load(folder)
    module = ModulePage.objects.get(slug=files.SLUG)
    response = sign_in(TRAINER).get(reverse("share_module", args=[module.pk]))
    with zipfile.ZipFile(io.BytesIO(response.content)) as file:
        assert file.read(f"modules/{files.SLUG}/le-film.mp4") == files.DOCUMENTS["le-film.mp4"]
    before = Exporter(alone=module).module(module)
    forget_module(module)
    CustomDocument.objects.all().delete()
    LoadedObject.objects.all().delete()

    reviewer, kept = sign_in(REVIEWER), default_storage.listdir("documents")
    sent = {"file": SimpleUploadedFile("module.zip", response.content)}
    preview = reviewer.post(IMPORT, sent)
    assert "Document t1/le-film.mp4" in preview.content.decode()
    assert not CustomDocument.objects.exists()
    assert default_storage.listdir("documents") == kept
    reviewer.post(IMPORT, preview.context["confirmation"].initial)

    taken = ModulePage.objects.get(slug=files.SLUG)
    assert Exporter(alone=taken).module(taken).modules == before.modules
    assert {one.title for one in CustomDocument.objects.all()} == {
        f"t1/{name}" for name in files.DOCUMENTS
    }


@pytest.mark.django_db
def test_taking_in_that_fails_leaves_no_file(folder, monkeypatch):
    load(folder)
    module = ModulePage.objects.get(slug=files.SLUG)
    shared = sharing.unpacked(sharing.packed(module))
    forget_module(module)
    CustomDocument.objects.all().delete()
    for name in default_storage.listdir("documents")[1]:
        default_storage.delete(f"documents/{name}")

    def fail(*arguments, **more):
        assert default_storage.listdir("documents")[1]
        raise Missing("a page")

    monkeypatch.setattr(pages, "write_module", fail)
    with suppress(Missing):
        sharing.take_in(shared)

    assert default_storage.listdir("documents")[1] == []


@pytest.mark.django_db
def test_a_module_too_heavy_for_another_site_is_not_packed(folder, monkeypatch):
    load(folder)
    monkeypatch.setattr(sharing, "MOST_BYTES", 1000)

    module = ModulePage.objects.get(slug=files.SLUG)
    page = sign_in(TRAINER).get(reverse("share_module", args=[module.pk]), follow=True)

    assert "trop gros une fois décompressé" in page.content.decode()


@pytest.mark.django_db
def test_two_documents_of_one_name_are_named(folder):
    load(folder)
    CustomDocument.objects.filter(title="t1/la-fiche.pdf").update(title="Le film.mp4")
    other = CustomDocument(title="le film.pdf")
    other.file.save("x.pdf", io.BytesIO(b"%PDF-2"))
    page = lesson()
    page.body.append(("file", {"title": "Autre", "document": other}))
    page.save()

    with pytest.raises(InvalidCurriculum, match=r"le-film.pdf: another document"):
        Exporter().curriculum()


def refusal(folder) -> str:
    with pytest.raises(InvalidCurriculum) as refused:
        parse(folder)
    return str(refused.value)


def test_documents_that_are_missing_or_not_named_are_refused(folder):
    place(folder, "le-film.vtt").rename(place(folder, "autre.vtt"))

    faults = refusal(folder)
    assert "body[0].video.captions: no document of the module" in faults
    assert f"modules/{files.SLUG}/autre.vtt: no lesson has this document" in faults


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ({"video": "la-fiche.pdf"}, "video.video: "),
        ({"captions": "le-film.mp4"}, "video.captions: "),
        ({"video": "../secret.mp4"}, "video.video: "),
        ({"transcript": " "}, "video.transcript: missing"),
    ],
)
def test_a_video_names_a_film_and_captions_and_has_its_transcript(folder, value, fault):
    files.change(folder, files.LESSON, "body", 0, to={"video": files.VIDEO | value})
    assert f"body[0].{fault}" in refusal(folder)


def test_files_take_the_documents_that_the_library_takes():
    assert set(documents.EXTENSIONS) == set(site_settings.WAGTAILDOCS_EXTENSIONS)
