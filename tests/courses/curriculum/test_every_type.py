"""Questions of every type in files: read, loaded, written back, refused where they are faulty."""

import pytest

from courses.curriculum.exporter import Exporter
from courses.curriculum.faults import InvalidCurriculum
from courses.curriculum.loader import Loader
from courses.curriculum.schema import parse
from courses.curriculum.writing import write
from quizzes.engine.types import TYPES
from quizzes.models import Question
from tests import curriculum_files as files

QUESTIONS = [*files.QUESTIONS_DATA["questions"], *files.OTHER_TYPES]


@pytest.fixture
def folder(tmp_path):
    files.write_files(tmp_path / "first")
    files.change(tmp_path / "first", files.QUESTIONS, "questions", to=QUESTIONS)
    return tmp_path / "first"


def test_files_have_a_question_of_each_type():
    assert {question["type"] for question in QUESTIONS} == TYPES.keys()


@pytest.mark.django_db
def test_every_type_is_loaded_and_comes_back(folder, tmp_path):
    curriculum = parse(folder)
    Loader(curriculum, lambda title, outcomes: None).load(curriculum.modules)
    assert {q.current_version.type for q in Question.objects.all()} == TYPES.keys()
    exported = Exporter().curriculum()
    assert exported == curriculum
    write(exported, tmp_path / "again")
    assert parse(tmp_path / "again") == curriculum


@pytest.mark.parametrize(
    ("slug", "keys", "value", "fault"),
    [
        ("t1-ordre", ("items", 1, "text"), "couper", "items[1].text: another option says the same"),
        ("t1-ordre", ("items",), [], "items: too few of them"),
        ("t1-paires", ("pairs", 1, "match"), "l’opérateur", "pairs[1].match: another option"),
        ("t1-paires", ("decoys", 0), "La mairie", "decoys[0]: another option"),
        ("t1-groupes", ("groups", 1, "items", 1, "text"), "Le code", "groups[1].items[1].text: a"),
        ("t1-groupes", ("groups", 1, "items"), [], "groups: too few of them"),
        ("t1-domaine", ("variants", 0, "share"), 99, "variants: one right answer at least"),
        ("t1-domaine", ("variants", 1, "share"), 101, "variants[1].share: a share goes"),
        ("t1-nombre", ("value",), "sept", "value: a number in figures"),
        ("t1-nombre", ("low",), "8", "value: the value is not between"),
        ("t1-trous", ("text",), "Rien.", "text: each gap needs its mark"),
        ("t1-trous", ("gaps", 1, "accepted", 1), "*", "gaps[1].accepted[1]: this accepts any"),
        ("t1-message", ("pieces", 0, "quote"), "Rien", "pieces[0].quote: must stand once"),
        ("t1-message", ("pieces", 1, "clue"), True, "pieces: no piece is a decoy"),
        ("t1-raconter", ("criteria", 0, "points"), 21, "criteria[0].points: a criterion is worth"),
        ("t1-raconter", ("criteria", 1, "text"), "refuser", "criteria[1].text: another option"),
        ("t1-habitude", ("options", 1, "text"), "souvent", "options[1].text: another option"),
        ("t1-message", ("verdict",), "spam", "verdict: must be one of: trap, genuine, verify"),
    ],
)
def test_a_fault_of_the_engine_names_the_key_of_the_file(folder, slug, keys, value, fault):
    (index,) = [at for at, question in enumerate(QUESTIONS) if question["slug"] == slug]
    files.change(folder, files.QUESTIONS, "questions", index, *keys, to=value)
    with pytest.raises(InvalidCurriculum) as refusal:
        parse(folder)
    assert f"questions[{index}].{fault}" in str(refusal.value)
