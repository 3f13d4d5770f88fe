import re

import pytest
from django.core.management import CommandError, call_command

from courses.curriculum.models import LoadedObject
from courses.curriculum.schema import parse
from courses.models import LessonPage, ModulePage
from elearning.facts.models import Fact
from tests import curriculum_files as files


@pytest.fixture
def folder(tmp_path):
    return files.write_files(tmp_path / "files")


def run(capsys, *arguments):
    call_command(*map(str, arguments))
    return capsys.readouterr().out


def refusal(*arguments):
    with pytest.raises(CommandError) as refused:
        call_command(*map(str, arguments))
    return refused.value.returncode, str(refused.value)


def test_loading_tells_what_was_written(db, folder, capsys):
    lines = run(capsys, "load_curriculum", folder).splitlines()
    titles = ["Réflexes", "Les mots de passe", "Le tri", "Réflexes", "Autres pages"]
    assert all(line.startswith(title) for line, title in zip(lines, titles, strict=True))
    assert re.findall(r"\d+", lines[1]) == ["9", "0", "0", "0"]


def test_loading_names_what_it_leaves_alone(db, folder, capsys):
    call_command("load_curriculum", folder)
    LessonPage.objects.get(slug="le-coffre").unpublish()
    assert "le-coffre" in run(capsys, "load_curriculum", folder)


def test_a_rehearsal_writes_nothing(db, folder, capsys):
    assert "Les mots de passe" in run(capsys, "load_curriculum", folder, "--dry-run")
    assert not LoadedObject.objects.exists()
    assert not ModulePage.objects.exists()


def test_loading_one_module(db, folder):
    call_command("load_curriculum", folder, "--module", files.SLUG)
    assert ModulePage.objects.get(slug=files.SLUG).live


def test_a_folder_with_faults_is_refused_with_all_of_them(db, folder):
    files.change(folder, files.LESSON, "title", to=None)
    files.change(folder, files.MODULE, "title", to=None)
    code, words = refusal("load_curriculum", folder)
    assert code == 1
    places = [line.rsplit(": ", 1)[0] for line in words.splitlines()]
    assert places == [f"{files.MODULE}: title", f"{files.LESSON}: title"]


@pytest.mark.parametrize("command", ["load_curriculum", "check_curriculum"])
def test_a_folder_that_is_not_there_is_a_wrong_use(command, tmp_path):
    assert refusal(command, tmp_path / "nulle-part")[0] == 2


def test_a_module_that_is_not_there_is_a_wrong_use(db, folder):
    assert refusal("load_curriculum", folder, "--module", "autre")[0] == 2


def test_checking_needs_no_database(folder, capsys):
    assert "6 questions" in run(capsys, "check_curriculum", folder)


def test_checking_tells_advice_and_ends_well(folder, capsys):
    files.change(folder, files.QUESTIONS, "questions", 2, "misconception", to=None)
    assert "questions[2].misconception" in run(capsys, "check_curriculum", folder)


def test_checking_ends_with_1_on_a_fault(folder):
    files.change(folder, files.LESSON, "body", 8, "callout", "tone", to="retenir")
    code, words = refusal("check_curriculum", folder)
    assert (code, words.startswith(f"{files.LESSON}: body[8]: ")) == (1, True)


def test_exporting_writes_what_was_loaded(db, folder, tmp_path):
    call_command("load_curriculum", folder)
    call_command("export_curriculum", tmp_path / "out")
    assert parse(tmp_path / "out") == parse(folder)


def test_exporting_what_cannot_be_loaded_leaves_the_folder_alone(db, folder):
    call_command("load_curriculum", folder)
    before = {path: path.read_text() for path in folder.rglob("*.yaml")}
    Fact.objects.get(key="aide").unpublish()
    assert refusal("export_curriculum", folder)[0] == 1
    assert {path: path.read_text() for path in folder.rglob("*.yaml")} == before
