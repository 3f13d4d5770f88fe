import datetime

import pytest

from courses.curriculum.faults import InvalidCurriculum
from courses.curriculum.schema import parse
from tests import curriculum_files as files

OPTION = ("questions", 0, "options", 1)
MESSAGE = ("body", 3, "message")


@pytest.fixture
def folder(tmp_path):
    return files.write_files(tmp_path)


def faults_of(folder):
    with pytest.raises(InvalidCurriculum) as refusal:
        parse(folder)
    return [str(fault) for fault in refusal.value.faults]


def test_a_folder_is_read_whole(folder):
    curriculum = parse(folder)
    (whole,) = curriculum.modules
    assert whole.module.title == "Les mots de passe"
    assert [lesson.slug for lesson in whole.lessons] == ["un-par-compte", "le-coffre"]
    assert [question.type for question in whole.questions] == ["single", "multiple", "true_false"]
    assert curriculum.facts[0].verify_again_on == datetime.date(2027, 2, 22)


@pytest.mark.parametrize(
    ("code", "orientation", "order"),
    [("T10", "sensibiliser", ["T1", "T10"]), ("A1", "former", ["T1", "A1"])],
)
def test_modules_come_by_orientation_then_by_code(folder, code, orientation, order):
    second = "modules/les-cles"
    module = files.MODULE_DATA | {
        "code": code,
        "slug": "les-cles",
        "orientation": orientation,
        "category": {"slug": code.lower(), "name": "Clés"},
        "objectives": [],
        "quiz": {"title": "Clés", "draws": []},
    }
    files.write_file(folder, f"{second}/module.yaml", module)
    files.write_file(folder, f"{second}/questions.yaml", {"questions": []})
    assert [whole.module.code for whole in parse(folder).modules] == order


@pytest.mark.parametrize(
    ("name", "keys", "value", "fault"),
    [
        (files.QUESTIONS, (*OPTION, "feedback"), None, "questions[0].options[1].feedback: missing"),
        (files.QUESTIONS, (*OPTION, "feedback"), " ", "questions[0].options[1].feedback: missing"),
        (files.QUESTIONS, (*OPTION, "hint"), "x", "questions[0].options[1].hint: unknown key"),
        (files.QUESTIONS, (*OPTION, "correct"), True, "options: only one option can be right"),
        (files.QUESTIONS, (*OPTION, "text"), "le  CLUB", "[1].text: another option says the same"),
        (files.QUESTIONS, (*OPTION, "correct"), "oui", "correct: must be true or false"),
        (files.QUESTIONS, ("questions", 0, "type"), "essay", "questions[0].type: must be one of"),
        (
            files.QUESTIONS,
            ("questions", 0, "objective"),
            "t1-x",
            "questions[0].objective: must be an objective",
        ),
        (files.QUESTIONS, ("questions", 0, "slug"), "velo", "must begin with “t1-”"),
        (files.QUESTIONS, ("questions", 0, "slug"), "t1-carnet", "is already the key of"),
        (files.QUESTIONS, ("questions", 2, "feedback", "true"), None, "feedback.true: missing"),
        (files.QUESTIONS, ("questions", 0, "stem"), "# Titre", "questions[0].stem: no title"),
        (files.QUESTIONS, ("questions", 0, "stem"), "[[fact:x]]", "no fact of facts.yaml"),
        (
            files.LESSON,
            (*MESSAGE, "clues", 0, "quote"),
            "colère",
            "clues[0].quote: must stand once",
        ),
        (files.LESSON, (*MESSAGE, "clues", 0, "quote"), "i", "clues[0].quote: must stand once"),
        (files.LESSON, (*MESSAGE, "channel"), "fax", "body[3].message.channel: must be one of"),
        (files.LESSON, ("body", 0), {"titre": "x"}, "body[0]: must have one key among"),
        (files.LESSON, ("body", 2, "fact"), "x", "body[2].fact: no fact of facts.yaml"),
        (files.LESSON, ("body", 1, "text"), "[x](lesson:rien)", "no lesson has the slug “rien”"),
        (files.LESSON, ("body", 1, "text"), "[x](#rien)", "body[1].text: a link goes to https"),
        (files.LESSON, ("body", 1, "text"), "[x](lesson:le-coffre#rien)", "a link goes to https"),
        (files.LESSON, ("body", 1, "text"), "[x](/modules/rien/)", "a link goes to https"),
        (files.LESSON, ("summary",), "x" * 161, "summary: 161 characters, at most 160"),
        (files.LESSON, ("slug",), "autre", "the file must be named <two digits>-autre.yaml"),
        (files.LESSON, ("duration",), 0, "duration: a number from 1"),
        (files.LESSON, ("duration",), "3", "duration: must be a whole number"),
        (files.MODULE, ("orientation",), "voler", "no orientation of site.yaml has the slug"),
        (files.MODULE, ("slug",), "autre", "slug: must be the name of the folder"),
        (files.MODULE, ("category", "slug"), "t2", "category.slug: must be the code"),
        (files.MODULE, ("quiz", "draws", 0), {"tag": "x"}, "must be the category of this module"),
        (files.LESSON, ("objectives",), ["t2-x"], "objectives: must be an objective of this"),
        (files.MODULE, ("quiz", "pass_mark"), 101, "quiz.pass_mark: a percentage"),
        (files.MODULE, ("quiz", "draws", 0, "draw"), 4, "draws 4 questions where there are 3"),
        (files.MODULE, ("quiz", "draws", 0, "tag"), "x", "draws 1 questions where there are 0"),
        (files.MODULE, ("quiz", "draws", 0, "question"), "t1-velo", "either a question, or"),
        ("facts.yaml", ("facts", 0, "verify_again_on"), "2026-11-22", "must come after"),
        ("facts.yaml", ("facts", 0, "verified_on"), "hier", "verified_on: must be a day"),
        ("facts.yaml", ("facts", 0, "source", "url"), "ftp://x", "url: an address begins by https"),
        ("site.yaml", ("home", "quiz", "draws", 0, "category"), "t9", "no module has the category"),
        ("site.yaml", ("categories", 0, "parent"), "comptes", "a category written before"),
        (files.MODULE, ("category", "parent"), "t1", "no category of site.yaml has the slug"),
    ],
)
def test_a_fault_names_the_file_and_the_key(folder, name, keys, value, fault):
    files.change(folder, name, *keys, to=value)
    found = faults_of(folder)
    assert any(line.startswith(f"{name}: ") and fault in line for line in found), found


@pytest.mark.parametrize("kind", ["lesson", "module", "help", "path", "sheet", "game"])
def test_a_link_to_a_page_that_is_not_there_names_its_place(folder, kind):
    step = ("body", 1, "situation", "steps", 1, "text")
    files.change(folder, "help/que-faire.yaml", *step, to=f"Voir [là]({kind}:rien).")
    (fault,) = faults_of(folder)
    assert fault.startswith("help/que-faire.yaml: body[1].situation.steps[1].text: no ")
    assert "“rien”" in fault


def test_a_question_to_try_is_one_of_the_module(folder):
    files.change(folder, files.LESSON, "body", 7, to={"practice": "tri-vrai"})
    assert any(
        line == f"{files.LESSON}: body: may ask questions of this module only"
        for line in faults_of(folder)
    )


def test_every_fault_is_told_at_once(folder):
    files.change(folder, files.QUESTIONS, *OPTION, "feedback", to=None)
    files.change(folder, files.LESSON, "summary", to=None)
    files.change(folder, "facts.yaml", "facts", 0, "kind", to="rumeur")
    assert len(faults_of(folder)) == 3


def test_a_missing_file_is_named(folder):
    (folder / files.QUESTIONS).unlink()
    assert f"{files.QUESTIONS}: this file is missing" in faults_of(folder)


def test_a_file_out_of_place_is_named(folder):
    files.write_file(folder, "modules/brouillon.yaml", {})
    assert "modules/brouillon.yaml: this file has no place in a curriculum" in faults_of(folder)


def test_broken_yaml_names_the_line(folder):
    (folder / "facts.yaml").write_text("facts:\n  - key: [")
    assert any(fault.startswith("facts.yaml: line ") for fault in faults_of(folder))


def test_a_repeated_key_is_refused(folder):
    path = folder / "site.yaml"
    path.write_text(path.read_text() + "name: Autre\n")
    assert any("this key stands twice" in fault for fault in faults_of(folder))


def test_questions_taken_by_a_first_draw_are_not_there_for_the_next(folder):
    draws = [{"category": "t1", "draw": 2}, {"category": "t1", "tag": "unique"}]
    files.change(folder, files.MODULE, "quiz", "draws", to=draws)
    assert faults_of(folder) == [
        f"{files.MODULE}: quiz.draws[1]: draws 1 questions where there are 0"
    ]


def test_a_fixed_question_is_taken_before_the_draws(folder):
    draws = [{"category": "t1", "draw": 3}, {"question": "t1-velo"}]
    files.change(folder, files.MODULE, "quiz", "draws", to=draws)
    assert faults_of(folder) == [
        f"{files.MODULE}: quiz.draws[0]: draws 3 questions where there are 2"
    ]
