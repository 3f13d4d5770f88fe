"""The settings of a quiz go from its file to its edition, and back."""

import dataclasses

import pytest

from courses.curriculum.exporter import Exporter
from courses.curriculum.faults import InvalidCurriculum
from courses.curriculum.loader import Loader
from courses.curriculum.schema import parse
from courses.curriculum.schema.questions.choice import Declared
from courses.curriculum.schema.questions.written import OpenAnswer
from courses.curriculum.schema.quizzes import Quiz as QuizRecord
from courses.curriculum.writing import write
from quizzes.engine.settings import REASONS
from quizzes.models import Quiz
from tests import curriculum_files as files

SETTINGS = {
    "purpose": "examination",
    "feedback": "never",
    "navigation": "free",
    "review": False,
    "avoid_seen": False,
    "same_for_all": True,
    "bands": [{"from_percent": 80, "text": "Bravo."}, {"from_percent": 0, "text": "Reprenez."}],
    "draws": [
        {"category": "t1", "points": 3, "section": "Pour commencer"},
        {"category": "tri", "section": "Des messages"},
    ],
    "attempts_allowed": 3,
    "waiting_time": 60,
    "grading": "last",
    "time_limit": 20,
    "grace": 30,
    "opens_at": "2026-12-01T09:00",
    "closes_at": "2026-12-31T18:30",
}


LEFT_TO_PEOPLE = {  # why: docs/rules.md
    *("opens_at", "closes_at", "same_for_all", "avoid_seen", "shuffle_options", "grading"),
    *("navigation", "review"),  # as the purpose says
}


@pytest.fixture
def folder(tmp_path):
    return files.write_files(tmp_path)


def set_quiz(folder, **settings):
    for name, value in settings.items():
        files.change(folder, files.MODULE, "quiz", name, to=value)


def faults(folder):
    with pytest.raises(InvalidCurriculum) as refused:
        parse(folder)
    return {(fault.path, fault.message) for fault in refused.value.faults}


@pytest.mark.django_db
def test_every_setting_is_loaded_and_exported(folder, tmp_path_factory):
    set_quiz(folder, **SETTINGS)
    curriculum = parse(folder)

    Loader(curriculum, lambda title, found: None).load(curriculum.modules)
    out = tmp_path_factory.mktemp("out")
    write(Exporter().curriculum(), out)

    assert Quiz.objects.get(slug=files.SLUG).current_edition.time_limit == 20
    assert parse(out).modules[0].module.quiz == curriculum.modules[0].module.quiz


@pytest.mark.parametrize(
    ("settings", "path", "reason"),
    [
        ({"purpose": "practice"}, "quiz.pass_mark", "practice_passed"),
        ({"purpose": "examination", "feedback": "each"}, "quiz.feedback", "oracle"),
        ({"attempts_allowed": 1, "waiting_time": 5}, "quiz.waiting_time", "wait_for_nothing"),
        (
            {"opens_at": "2026-12-02T09:00", "closes_at": "2026-12-01T09:00"},
            "quiz.closes_at",
            "closes_first",
        ),
    ],
    ids=str,
)
def test_settings_that_contradict_each_other_are_named(folder, settings, path, reason):
    set_quiz(folder, **settings)

    assert (path, REASONS[reason]) in faults(folder)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("time_limit", 0),
        ("grace", -1),
        ("grading", "worst"),
        ("opens_at", "demain"),
        ("opens_at", "2026-12-01"),
    ],
)
def test_a_value_that_makes_no_sense_is_named(folder, name, value):
    set_quiz(folder, **{name: value})

    assert {path for path, _message in faults(folder)} == {f"quiz.{name}"}


@pytest.mark.django_db
def test_a_quiz_without_a_pass_mark_is_practice_and_says_nothing_more(folder, tmp_path_factory):
    curriculum = parse(folder)
    Loader(curriculum, lambda title, found: None).load(curriculum.modules)
    out = tmp_path_factory.mktemp("out")

    write(Exporter().curriculum(), out)

    assert Quiz.objects.get(slug="essai").purpose == "practice"
    assert Quiz.objects.get(slug=files.SLUG).purpose == "module"
    assert "purpose" not in (out / "site.yaml").read_text() + (out / files.MODULE).read_text()


def test_a_module_draws_from_others_for_an_examination_only(folder):
    set_quiz(folder, draws=[{"category": "t1"}, {"category": "tri"}])
    assert {path for path, _message in faults(folder)} == {"quiz.draws[1].category"}

    set_quiz(folder, purpose="examination")
    parse(folder)

    set_quiz(folder, draws=[{"category": "tri"}, {"category": "t1"}])
    assert {path for path, _message in faults(folder)} == {"quiz.draws[0].category"}


def test_what_is_shipped_uses_every_setting_that_is_not_left_to_people(shipped):
    quizzes = [quiz for _file, _key, quiz in shipped.quizzes()]
    used = {
        field.name
        for field in dataclasses.fields(QuizRecord)
        if any(getattr(quiz, field.name) != field.default for quiz in quizzes)
    }
    named = {field.name for field in dataclasses.fields(QuizRecord)}
    assert named - used == LEFT_TO_PEOPLE

    draws = [draw for quiz in quizzes for draw in quiz.draws]
    assert any(draw.points > 1 for draw in draws)
    assert any(draw.section for draw in draws)
    assert {quiz.rules().purpose for quiz in quizzes} == {"practice", "module", "examination"}


def test_the_examination_shipped_needs_nobody_to_mark_it(shipped):
    (exam,) = [quiz for *_, quiz in shipped.quizzes() if quiz.is_examination]
    drawn = {(draw.category, draw.tag) for draw in exam.draws}
    asked = [
        question
        for categories, question in shipped.questions()
        for category, tag in drawn
        if category in categories and tag in question.tags
    ]
    assert len(asked) > 1.5 * sum(draw.draw for draw in exam.draws)
    assert not any(isinstance(question, OpenAnswer | Declared) for question in asked)


def test_two_bands_at_the_same_percentage_are_named(folder):
    set_quiz(
        folder, bands=[{"from_percent": 50, "text": "Un."}, {"from_percent": 50, "text": "Deux."}]
    )

    assert {path for path, _message in faults(folder)} == {"quiz.bands"}
