"""An outline to begin a module from: outline.yaml, with questions and lessons to write over."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from courses.curriculum.faults import InvalidCurriculum
from courses.curriculum.schema.files import read_file
from courses.curriculum.schema.lessons import Lesson, Titled
from courses.curriculum.schema.marks import Count, Line, Most, Rich
from courses.curriculum.schema.node import Notes
from courses.curriculum.schema.questions import Question, QuestionsFile
from courses.curriculum.schema.quizzes import Percent
from courses.curriculum.schema.reading import Record


@dataclass(frozen=True, kw_only=True)
class Outline(Record):
    """outline.yaml"""

    name: Line
    description: Annotated[str, Most(200)]
    summary: Annotated[str, Most(160)]
    introduction: Rich
    level: Literal["decouverte", "consolidation", "responsable"]
    duration: Count
    pass_mark: Percent
    memo: tuple[Titled, ...]


@dataclass(frozen=True)
class OutlineFolder:
    """An outline with what stands beside its outline.yaml."""

    key: str
    outline: Outline
    lessons: tuple[Lesson, ...]
    questions: tuple[Question, ...]


def parse_outline(folder: Path) -> OutlineFolder:
    """Read the folder of an outline. Raises InvalidCurriculum with every fault found."""
    notes = Notes()
    outline = read_file(Outline, folder / "outline.yaml", folder, notes)
    bank = read_file(QuestionsFile, folder / "questions.yaml", folder, notes)
    paths = sorted(folder.glob("lessons/*.yaml"))
    lessons = [read_file(Lesson, path, folder, notes) for path in paths]
    if notes.faults or outline is None or bank is None:
        raise InvalidCurriculum(notes.faults)
    return OutlineFolder(folder.name, outline, tuple(filter(None, lessons)), bank.questions)
