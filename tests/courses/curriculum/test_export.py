import filecmp
import re

import pytest
from django.db import connection
from django.utils.translation import gettext as _

from courses.curriculum.blocks import BLOCKS, HELP_BLOCKS, QUESTIONS
from courses.curriculum.exporter import Exporter
from courses.curriculum.faults import InvalidCurriculum
from courses.curriculum.loader import Loader
from courses.curriculum.schema import (
    banks,
    games,
    lessons,
    modules,
    parse,
    paths,
    questions,
    quizzes,
    sheets,
    site,
)
from courses.curriculum.schema import help as help_files
from courses.curriculum.schema.marks import Most
from courses.curriculum.writing import write
from courses.models import (
    GamePage,
    HelpPage,
    HomePage,
    LessonPage,
    ModuleFramework,
    ModulePage,
    ModuleSource,
    OrientationPage,
    PathIndexPage,
    PathPage,
    SheetPage,
)
from elearning.facts.models import Fact
from quizzes.models import Category, Objective, Question, Quiz
from tests import curriculum_files as files
from tests.guards import refuse_writes


def load(curriculum):
    Loader(curriculum, lambda title, outcomes: None).load(curriculum.modules)
    return curriculum


def same_files(one, other):
    names = {path.relative_to(one) for path in one.rglob("*.yaml")}
    assert names == {path.relative_to(other) for path in other.rglob("*.yaml")}
    return filecmp.cmpfiles(one, other, names, shallow=False)[1:] == ([], [])


@pytest.fixture
def loaded(db, tmp_path):
    return load(parse(files.write_files(tmp_path / "first")))


def test_the_shipped_curriculum_comes_back_from_the_database(db, tmp_path, shipped):
    check_comes_back(load(shipped), tmp_path)


def test_files_come_back_from_the_database(loaded, tmp_path):
    check_comes_back(loaded, tmp_path)


def check_comes_back(curriculum, tmp_path):
    assert Exporter().curriculum() == curriculum

    write(Exporter().curriculum(), tmp_path / "exported")
    with connection.execute_wrapper(refuse_writes):
        load(parse(tmp_path / "exported"))
    write(Exporter().curriculum(), tmp_path / "again")
    assert same_files(tmp_path / "exported", tmp_path / "again")


def test_writing_needs_no_database(tmp_path, shipped):
    write(shipped, tmp_path)
    assert parse(tmp_path) == shipped


def test_files_of_an_earlier_export_are_replaced(tmp_path, shipped):
    write(shipped, tmp_path)
    (tmp_path / "README.md").write_text("Gardez-moi.")
    small = parse(files.write_files(tmp_path.with_name("small")))
    write(small, tmp_path)
    assert parse(tmp_path) == small
    assert (tmp_path / "README.md").exists()


def test_a_category_of_a_module_inside_that_of_another_is_named(loaded):
    Category.objects.filter(slug="tri").update(parent=Category.objects.get(slug="t1"))
    with pytest.raises(InvalidCurriculum, match=_("a category of a module that holds another")):
        Exporter().curriculum()


def test_what_people_publish_is_exported(loaded):
    lesson = LessonPage.objects.get(slug="un-par-compte")
    lesson.title = "Un titre de formatrice"
    lesson.save_revision().publish()
    exported = Exporter().curriculum()
    assert exported.modules[0].lessons[0].title == "Un titre de formatrice"


def test_drafts_are_not_exported(loaded):
    LessonPage.objects.get(slug="un-par-compte").unpublish()
    Question.objects.get(slug="t1-velo").unpublish()
    (folder,) = Exporter().curriculum().modules
    assert [lesson.slug for lesson in folder.lessons] == ["le-coffre"]
    assert "t1-velo" not in [question.slug for question in folder.questions]


def test_a_withdrawn_fact_is_not_exported(loaded):
    Fact.objects.get(key="aide").unpublish()
    assert Exporter().curriculum().facts == ()


def test_a_link_to_a_page_that_is_not_exported_is_named(loaded):
    LessonPage.objects.get(slug="le-coffre").unpublish()
    with pytest.raises(InvalidCurriculum, match=r"un-par-compte.*Le coffre"):
        Exporter().curriculum()


def publish(lesson, body):
    lesson.body = body
    lesson.save_revision().publish()


@pytest.mark.parametrize(
    "text",
    [
        '<p><a linktype="page" id="1">la racine</a></p>',
        "<h2>Un titre</h2><p>Un texte.</p>",
        "<p><b>Attention !</b>suite</p>",
    ],
)
def test_what_files_cannot_say_is_named_not_lost(loaded, text):
    publish(LessonPage.objects.get(slug="le-coffre"), [{"type": "text", "value": text}])
    with pytest.raises(InvalidCurriculum, match="le-coffre"):
        Exporter().curriculum()


def test_a_block_that_files_do_not_have_is_named(loaded):
    publish(LessonPage.objects.get(slug="le-coffre"), [{"type": "video", "value": {}}])
    with pytest.raises(InvalidCurriculum, match="video"):
        Exporter().curriculum()


def test_an_image_that_is_not_there_is_named(loaded):
    publish(LessonPage.objects.get(slug="le-coffre"), [{"type": "image", "value": {}}])
    with pytest.raises(InvalidCurriculum, match="image"):
        Exporter().curriculum()


def test_a_module_without_a_quiz_is_named(loaded):
    module = ModulePage.objects.get(slug=files.SLUG)
    module.quiz = None
    module.save_revision().publish()
    with pytest.raises(InvalidCurriculum, match=files.SLUG):
        Exporter().curriculum()


def test_blocks_of_the_editor_hold_what_the_files_hold():
    editor = LessonPage.body.field.stream_block.child_blocks
    for kind, cls in BLOCKS.items():
        if not cls.bare:
            assert set(editor[kind].child_blocks) == set(cls.hints()) - {"kind", "bare"}


def test_blocks_of_help_hold_what_the_files_hold():
    editor = HelpPage.body.field.stream_block.child_blocks
    assert set(editor) == set(HELP_BLOCKS)
    for kind, cls in HELP_BLOCKS.items():
        if not cls.bare:
            assert set(editor[kind].child_blocks) == set(cls.hints()) - {"kind", "bare"}


def test_questions_of_the_editor_hold_what_the_files_hold():
    editor = Question.content.field.stream_block.child_blocks
    columns = {"slug", "type", "objective", "tags"}
    for kind, cls in QUESTIONS.items():
        held = {re.sub("^feedback_.*", "feedback", name) for name in editor[kind].child_blocks}
        assert held == set(cls.hints()) - columns


PAIRS = [
    (banks.Drawer, Category),
    (site.Fact, Fact),
    (games.Game, GamePage),
    (help_files.Help, HelpPage),
    (paths.RolePath, PathPage),
    (sheets.Sheet, SheetPage),
    (site.Section, PathIndexPage),
    (site.Home, HomePage),
    (site.Orientation, OrientationPage),
    (site.Source, ModuleSource),
    (modules.Category, Category),
    (modules.Framework, ModuleFramework),
    (modules.Module, ModulePage),
    (modules.Objective, Objective),
    (lessons.Lesson, LessonPage),
    (quizzes.Quiz, Quiz),
    (questions.SingleChoice, Question),
]


@pytest.mark.parametrize(("record", "model"), PAIRS)
def test_what_fits_in_files_fits_in_the_database(record, model):
    for name, longest in lengths(record).items():
        assert longest <= model._meta.get_field(name).max_length, name


def lengths(record):
    """Return the greatest length of each text of a record that is a column of the same name."""
    marks = {name: getattr(hint, "__metadata__", ()) for name, hint in record.hints().items()}
    return {
        name: min(mark.characters for mark in found if isinstance(mark, Most))
        for name, found in marks.items()
        if any(isinstance(mark, Most) for mark in found) and name not in {"tags", "hint"}
    }
