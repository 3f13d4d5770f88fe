"""Questions outside a curriculum: a YAML file or a table, read with their faults by line. Pure."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from courses.curriculum.faults import Fault, gettext_noop
from courses.curriculum.schema.files import Loader, where
from courses.curriculum.schema.node import Node, Notes
from courses.curriculum.schema.questions import Question, QuestionsFile
from courses.curriculum.schema.reading import read

MOST_OPTIONS = 5
OPTION = ("reponse", "juste", "retour")
COLUMNS = (
    *("question", "explication", "objectif", "mots-cles"),
    *(f"{name}{number}" for number in range(1, MOST_OPTIONS + 1) for name in OPTION),
)
REQUIRED = COLUMNS[: COLUMNS.index("reponse3")]
FORMER_NAMES = {"etiquettes": "mots-cles"}
YES = ("oui", "x", "1", "vrai")


@dataclass
class QuestionsRead:
    """What was read, and what is wrong with it, by line from 1."""

    questions: tuple[Question, ...] = ()
    faults: list[tuple[int, Fault]] = field(default_factory=list)
    references: list[tuple[str, str, int]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)


def read_yaml(text: str) -> QuestionsRead:
    """Read the questions.yaml of a curriculum."""
    try:
        value, tree = yaml.load(text, Loader), yaml.compose(text)  # noqa: S506
    except (yaml.YAMLError, RecursionError) as fault:
        line, problem = where(fault)
        message = gettext_noop("this cannot be read as YAML: %(problem)s")
        return QuestionsRead(faults=[(line, Fault("", "", message, {"problem": problem}))])
    return _read(value, lambda path: _line(tree, path))


def read_csv(text: str, prefix: str) -> QuestionsRead:
    """Read a table, a line a question; `prefix` begins the slugs that they are given."""
    rows = csv.DictReader(text.lstrip("\ufeff").splitlines(), delimiter=";", strict=True)
    try:
        rows.fieldnames = [FORMER_NAMES.get(name, name) for name in rows.fieldnames or ()]
        read_rows = [(rows.line_num, row) for row in rows]
    except csv.Error:
        message = gettext_noop("this line cannot be read: look at its quotation marks")
        return QuestionsRead(faults=[(rows.reader.line_num, Fault("", "", message))])
    missing = [name for name in REQUIRED if name not in rows.fieldnames]
    if missing:
        message = gettext_noop("the column “%(column)s” is missing")
        return QuestionsRead(faults=[(1, Fault("", "", message, {"column": n})) for n in missing])
    values = [_question(row, f"{prefix}-{line}") for line, row in read_rows]
    lines = [line for line, _ in read_rows]
    return _read({"questions": values}, lambda path: _line_of_row(path, lines))


def _question(row: dict[str, str | None], slug: str) -> dict[str, Any]:
    said = {name: (row.get(name) or "").strip() for name in COLUMNS}
    options = [
        {
            "text": said[f"reponse{number}"],
            "correct": said[f"juste{number}"].lower() in YES,
            "feedback": said[f"retour{number}"],
        }
        for number in range(1, MOST_OPTIONS + 1)
        if said[f"reponse{number}"] or said[f"retour{number}"]
    ]
    right = sum(bool(option["correct"]) for option in options)
    return {
        "slug": slug,
        "type": "multiple" if right > 1 else "single",
        "objective": said["objectif"],
        "tags": [tag.strip() for tag in said["mots-cles"].split(",") if tag.strip()],
        "stem": said["question"],
        "options": options,
        "explanation": said["explication"],
    }


def _read(value: Any, line_of: Any) -> QuestionsRead:
    notes = Notes()
    found = read(QuestionsFile, Node(value, "", notes))
    questions = found.questions if not notes.faults else ()
    return QuestionsRead(
        questions=questions,
        faults=[
            (line_of(fault.path), replace(fault, path=_told(fault.path))) for fault in notes.faults
        ],
        references=[(kind, key, line_of(node.path)) for kind, key, node in notes.references],
        lines=[line_of(f"questions[{index}]") for index in range(len(questions))],
    )


def _told(path: str) -> str:
    """Return a path without the list it begins with, whose line is told already."""
    return path.partition("].")[2] if path.startswith("questions[") else path


def _steps(path: str) -> Iterator[str | int]:
    for step in path.replace("]", "").replace("[", ".").split("."):
        if step:
            yield int(step) if step.isdecimal() else step


def _line_of_row(path: str, lines: list[int]) -> int:
    places = [step for step in _steps(path) if isinstance(step, int)]
    return lines[places[0]] if places else 1


def _line(tree: Any, path: str) -> int:
    """Return the line of a path in a YAML file, or of what is the nearest above it."""
    line = 1
    for step in _steps(path):
        if isinstance(tree, yaml.SequenceNode) and isinstance(step, int) and step < len(tree.value):
            tree = tree.value[step]
        elif isinstance(tree, yaml.MappingNode):
            found = [(key, value) for key, value in tree.value if key.value == str(step)]
            if not found:
                break
            key, tree = found[0]
            line = key.start_mark.line + 1
            continue
        else:
            break
        line = tree.start_mark.line + 1
    return line
