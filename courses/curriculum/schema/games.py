"""A game on a bank of messages: games/<slug>/game.yaml."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from courses.curriculum.faults import gettext_noop
from courses.curriculum.schema.banks import Category, Code, Objective, foreign_draws
from courses.curriculum.schema.documents import DocumentFile
from courses.curriculum.schema.lessons import Lesson
from courses.curriculum.schema.marks import Line, Most, Names, Slug
from courses.curriculum.schema.pictures import PictureFile
from courses.curriculum.schema.questions import Question
from courses.curriculum.schema.quizzes import Quiz
from courses.curriculum.schema.reading import Record


@dataclass(frozen=True, kw_only=True)
class Game(Record):
    """games/<slug>/game.yaml"""

    code: Code
    slug: Annotated[Slug, Names("game")]
    title: Line
    summary: Annotated[str, Most(160)]
    lead: Annotated[str, Most(300)]
    objectives: tuple[Objective, ...]
    quiz: Quiz
    category: Category

    def problems(self) -> Iterable[tuple[str, str, dict[str, object]]]:
        codes = [objective.code for objective in self.objectives]
        if codes != sorted(codes):
            yield "objectives", gettext_noop("must come in the order of their codes"), {}
        yield from foreign_draws(self)


@dataclass(frozen=True)
class GameFolder:
    """A game with the questions that stand beside its game.yaml: a module without lessons."""

    module: Game
    questions: tuple[Question, ...]
    pictures: tuple[PictureFile, ...] = ()
    documents: tuple[DocumentFile, ...] = ()
    lessons: tuple[Lesson, ...] = ()

    @property
    def place(self) -> str:
        return f"games/{self.module.slug}"

    @property
    def file(self) -> str:
        return f"{self.place}/game.yaml"
