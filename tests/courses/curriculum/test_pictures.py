"""Pictures of questions and lessons in files: read, loaded into the library, written back."""

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command

from courses.curriculum.exporter import Exporter
from courses.curriculum.faults import InvalidCurriculum
from courses.curriculum.ledger import Standing
from courses.curriculum.loader import Loader
from courses.curriculum.schema import parse
from courses.curriculum.writing import write
from courses.models import LessonPage
from elearning.cms.models import CustomImage
from quizzes.models import Question
from tests import curriculum_files as files
from tests.pictures import drawing

NAME = "un-ecran.png"
PICTURE = {"image": NAME, "alt": "Un écran"}


@pytest.fixture
def folder(tmp_path):
    files.write_files(tmp_path / "files")
    files.change(tmp_path / "files", files.QUESTIONS, "questions", 0, "picture", to=PICTURE)
    place(tmp_path / "files").write_bytes(drawing())
    return tmp_path / "files"


def place(folder, name=NAME):
    return (folder / files.MODULE).with_name(name)


def load(folder):
    outcomes = []
    curriculum = parse(folder)
    loader = Loader(curriculum, lambda title, found: outcomes.extend(found))
    loader.load(curriculum.modules)
    return {(one.model, one.standing) for one in outcomes if one.model in (CustomImage, Question)}


@pytest.mark.django_db
def test_a_picture_is_loaded_and_comes_back(folder, tmp_path):
    load(folder)
    shown = Question.objects.order_by("pk").first().current_version.item.picture
    assert (shown.alt, shown.width) == ("Un écran", 640)
    exported = Exporter().curriculum()
    assert exported == parse(folder)
    write(exported, tmp_path / "again")
    assert place(tmp_path / "again").read_bytes() == drawing()
    assert parse(tmp_path / "again") == parse(folder)


@pytest.mark.django_db
def test_a_picture_of_a_lesson_is_loaded_and_comes_back(folder):
    files.change(folder, files.LESSON, "body", 0, to={"image": PICTURE | {"caption": "Le plan"}})
    load(folder)
    shown = LessonPage.objects.get(slug="un-par-compte").body[0].value
    assert shown["image"] == CustomImage.objects.get()
    assert (shown["alt"], shown["caption"]) == ("Un écran", "Le plan")
    assert Exporter().curriculum() == parse(folder)


def test_a_picture_that_no_lesson_has_beside_its_module_is_refused(folder):
    files.change(folder, files.LESSON, "body", 0, to={"image": {"image": "nulle.png", "alt": "?"}})
    assert "no picture of the module" in refusal(folder)


@pytest.mark.django_db
def test_loading_twice_writes_no_image(folder):
    load(folder)
    assert {standing for _model, standing in load(folder)} == {Standing.SAME}
    assert CustomImage.objects.count() == 1


@pytest.mark.django_db
def test_another_picture_under_the_same_name_makes_a_new_version(folder):
    load(folder)
    before = Question.objects.order_by("pk").first().current_version.item.picture
    place(folder).write_bytes(drawing(colour="red"))
    assert (CustomImage, Standing.CHANGED) in load(folder)
    after = Question.objects.order_by("pk").first().current_version.item.picture
    assert after.src != before.src


@pytest.mark.django_db
def test_an_image_that_a_trainer_has_replaced_is_left_alone(folder):
    load(folder)
    CustomImage.objects.update(title="Autre")
    assert (CustomImage, Standing.EDITED) in load(folder)
    assert CustomImage.objects.get().title == "Autre"


@pytest.mark.django_db
def test_a_rehearsal_leaves_no_file(folder):
    def originals():
        there = default_storage.exists("original_images")
        return set(default_storage.listdir("original_images")[1]) if there else set()

    before = originals()

    call_command("load_curriculum", str(folder), "--dry-run", verbosity=0)
    assert originals() == before
    assert not CustomImage.objects.exists()

    call_command("load_curriculum", str(folder), verbosity=0)
    assert originals() != before


def refusal(folder) -> str:
    with pytest.raises(InvalidCurriculum) as refused:
        parse(folder)
    return str(refused.value)


def test_a_picture_that_is_not_there_is_named(folder):
    place(folder).unlink()
    assert "questions[0].picture.image: no picture of the module" in refusal(folder)


def test_a_picture_that_nothing_shows_is_refused(folder):
    place(folder, "seule.webp").write_bytes(drawing())
    assert f"modules/{files.SLUG}/seule.webp: nothing shows" in refusal(folder)


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ({"alt": "", "decorative": False}, "picture.alt: "),
        ({"alt": "Un écran", "decorative": True}, "picture.alt: write what it shows"),
        ({"image": "../secret.png"}, "picture.image: "),
        ({"image": "dessin.svg"}, "picture.image: "),
    ],
)
def test_a_picture_says_what_it_shows_and_names_a_file_of_its_module(folder, value, fault):
    files.change(folder, files.QUESTIONS, "questions", 0, "picture", to=PICTURE | value)
    assert f"questions[0].{fault}" in refusal(folder)


def test_all_options_have_a_picture_or_none_has(folder):
    files.change(folder, files.QUESTIONS, "questions", 0, "options", 1, "picture", to=PICTURE)
    assert "options[0].picture: all options have a picture" in refusal(folder)
