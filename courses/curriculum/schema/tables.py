"""Questions outside a curriculum: a YAML file or a table, read with their faults by line. Pure."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from courses.curriculum.faults import Fault, gettext_noop
from courses.curriculum.schema.files import Loader, load, where
from courses.curriculum.schema.node import Node, Notes
from courses.curriculum.schema.questions import Question, QuestionsFile
from courses.curriculum.schema.reading import read
from elearning.lib.tables import Rows, TooLong, Unreadable, read_table
from quizzes.engine.wording import without_accents

MOST_OPTIONS = 5
OPTION = ("reponse", "juste", "retour")
COLUMNS = (
    *("question", "explication", "objectif", "mots-cles"),
    *(f"{name}{number}" for number in range(1, MOST_OPTIONS + 1) for name in OPTION),
)
REQUIRED = COLUMNS[: COLUMNS.index("reponse3")]
SAME = ("question", *(f"reponse{number}" for number in range(1, MOST_OPTIONS + 1)))
FORMER_NAMES = {"etiquettes": "mots-cles"}
YES = ("oui", "x", "1", "vrai", "true")  # a spreadsheet keeps VRAI as true
NO = ("", "non", "0", "faux", "false")
MOST_QUESTIONS = 500
COLUMN_OF = {"stem": "question", "explanation": "explication", "objective": "objectif"}
CELL_OF = {"text": "reponse", "correct": "juste", "feedback": "retour"}


@dataclass
class QuestionsRead:
    """What was read, and what is wrong with it, by line from 1, or 0 for the file as a whole."""

    questions: tuple[Question, ...] = ()
    faults: list[tuple[int, Fault]] = field(default_factory=list)
    references: list[tuple[str, str, int]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    known: tuple[Question, ...] = ()  # that the bank has already
    alike: frozenset[str] = frozenset()  # slugs of those that ask what a question of the bank asks


def read_yaml(text: str) -> QuestionsRead:
    """Read the questions.yaml of a curriculum."""
    try:
        value, tree = load(text), yaml.compose(text, Loader)
    except yaml.YAMLError as fault:
        line, problem = where(fault)
        message = gettext_noop("this cannot be read: %(problem)s")
        return QuestionsRead(faults=[(line, Fault("", "", message, {"problem": problem}))])
    return _read(value, lambda path: _line(tree, path), _told)


def read_sheet(content: bytes, prefix: str) -> QuestionsRead:
    """Read a table, CSV or XLSX, a row a question; `prefix` begins the slugs given to them."""
    try:
        rows = read_table(content, MOST_QUESTIONS + 1, strict=True)
    except TooLong:
        message = gettext_noop("more than %(most)d questions, or 1 MB: make several files of it")
        return _refused(0, message, most=MOST_QUESTIONS)
    except Unreadable as fault:
        if fault.row > 1:
            message = gettext_noop("this line cannot be read: look at its quotation marks")
            return _refused(fault.row, message)
        return _refused(0, NO_TABLE)
    if not rows:
        return _refused(0, NO_TABLE)
    (first, names), *rows = rows
    names = _names(names)
    if not set(names) & set(COLUMNS):
        return _refused(0, NO_TABLE)
    if faults := [(first, fault) for fault in _faults_of_names(names)]:
        return QuestionsRead(faults=faults)
    return _read_rows(names, rows, prefix)


NO_TABLE = gettext_noop(
    "this is no table of questions: save it again as CSV or XLSX, with the columns above in its "
    "first line (GIFT, Moodle XML, QTI and Aiken are not read)"
)


def _refused(line: int, message: str, **params: object) -> QuestionsRead:
    return QuestionsRead(faults=[(line, Fault("", "", message, params))])


def _names(cells: list[str]) -> list[str]:
    """Return the names of columns as we write them: capitals and accents do not count."""
    names = [_plain(cell) for cell in cells]
    while names and not names[-1]:
        names.pop()
    return [FORMER_NAMES.get(name, name) for name in names]


def _plain(name: str) -> str:
    return without_accents(name.lower()).replace(" ", "-")


def _faults_of_names(names: list[str]) -> Iterator[Fault]:
    for name in REQUIRED:
        if name not in names:
            message = gettext_noop("the column “%(column)s” is missing")
            yield Fault("", "", message, {"column": name})
    for place, name in enumerate(names):
        if name not in COLUMNS:
            message = gettext_noop("the column “%(column)s” is none of those above")
            yield Fault("", "", message, {"column": name or place + 1})
        elif name in names[:place]:
            message = gettext_noop("the column “%(column)s” stands twice")
            yield Fault("", "", message, {"column": name})


def _read_rows(names: list[str], rows: Rows, prefix: str) -> QuestionsRead:
    lines = [line for line, _ in rows]
    said = [dict(zip(names, cells, strict=False)) for _, cells in rows]
    values = [_question(one, f"{prefix}-{line}") for line, one in zip(lines, said, strict=True)]

    def line_of(path: str) -> int:
        places = [step for step in _steps(path) if isinstance(step, int)]
        return lines[places[0]] if places else 1

    def told(path: str) -> str:
        _, place, *steps = _steps(path)
        return _column(steps, _options(said[int(place)]))

    found = _read({"questions": values}, line_of, told)
    found.faults += _faults_of_rows(names, rows, said)
    found.faults.sort(key=lambda fault: fault[0])
    if found.faults:
        found.questions = ()
    return found


def _faults_of_rows(
    names: list[str], rows: Rows, said: list[dict[str, str]]
) -> Iterator[tuple[int, Fault]]:
    seen: dict[tuple[str, ...], int] = {}
    for (line, cells), one in zip(rows, said, strict=True):
        if any(cells[len(names) :]):
            message = gettext_noop(
                "more cells than columns: put a text with a separator in quotation marks"
            )
            yield line, Fault("", "", message)
        for number in range(1, MOST_OPTIONS + 1):
            value = one.get(f"juste{number}", "")
            if value.lower() not in YES + NO:
                message = gettext_noop("“%(value)s” is neither oui nor non")
                yield line, Fault("", f"juste{number}", message, {"value": value[:40]})
        said_here = [one.get(name, "").casefold() for name in SAME]
        first = seen.setdefault(tuple(said_here), line)
        if first != line:
            message = gettext_noop("the same question as line %(line)d")
            yield line, Fault("", "", message, {"line": first})


def _options(said: Mapping[str, str]) -> list[int]:
    """Return the numbers of the options that a row says something of."""
    return [
        number
        for number in range(1, MOST_OPTIONS + 1)
        if any(said.get(f"{name}{number}") for name in ("reponse", "retour"))
        or said.get(f"juste{number}", "").lower() in YES
    ]


def _column(steps: list[str | int], options: list[int]) -> str:
    """Return the column of a table that a path of a question comes from."""
    match steps:
        case ["options", int(place), str(key)]:
            return f"{CELL_OF[key]}{options[place]}"
        case ["tags", *_]:
            return "mots-cles"
        case [str(name)]:
            return COLUMN_OF.get(name, "")
    return ""


def _question(said: Mapping[str, str], slug: str) -> dict[str, Any]:
    options = [
        {
            "text": said.get(f"reponse{number}", ""),
            "correct": said.get(f"juste{number}", "").lower() in YES,
            "feedback": said.get(f"retour{number}", ""),
        }
        for number in _options(said)
    ]
    right = sum(bool(option["correct"]) for option in options)
    return {
        "slug": slug,
        "type": "multiple" if right > 1 else "single",
        "objective": said.get("objectif", ""),
        "tags": [tag.strip() for tag in said.get("mots-cles", "").split(",") if tag.strip()],
        "stem": said.get("question", ""),
        "options": options,
        "explanation": said.get("explication", ""),
    }


def _read(value: Any, line_of: Callable[[str], int], told: Callable[[str], str]) -> QuestionsRead:
    notes = Notes()
    found = read(QuestionsFile, Node(value, "", notes))
    questions = found.questions if not notes.faults else ()
    return QuestionsRead(
        questions=questions,
        faults=[
            (line_of(fault.path), replace(fault, path=told(fault.path))) for fault in notes.faults
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
