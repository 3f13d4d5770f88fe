"""A module: module.yaml."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Literal

from courses.curriculum.faults import gettext_noop
from courses.curriculum.schema.banks import (
    Category,
    Code,
    Objective,
    draws_elsewhere,
    foreign_draws,
)
from courses.curriculum.schema.documents import DocumentFile
from courses.curriculum.schema.lessons import Lesson, Titled
from courses.curriculum.schema.marks import Count, Line, Most, Names, Refers, Rich, Slug
from courses.curriculum.schema.pictures import PictureFile
from courses.curriculum.schema.questions import Question
from courses.curriculum.schema.quizzes import Quiz
from courses.curriculum.schema.reading import Record
from courses.curriculum.schema.site import Source


@dataclass(frozen=True, kw_only=True)
class Framework(Record):
    name: Annotated[str, Most(40)]
    reference: Annotated[str, Most(40)]


@dataclass(frozen=True, kw_only=True)
class Module(Record):
    """module.yaml"""

    code: Code
    slug: Annotated[Slug, Names("module")]
    orientation: Annotated[str, Refers("orientation")]
    title: Line
    summary: Annotated[str, Most(160)]
    level: Literal["decouverte", "consolidation", "responsable"]
    duration: Count
    edition: Count = 1
    oldest_edition: Count = 1
    validity_months: Count | None = None
    renewal_days: Count = 60
    authors: Annotated[str, Most(200)] = ""
    licence: Annotated[str, Most(80)] = ""
    frameworks: tuple[Framework, ...] = ()
    introduction: Rich
    objectives: tuple[Objective, ...]
    quiz: Quiz
    by_quiz_alone: bool = False
    renewal_quiz: Quiz | None = None
    category: Category
    memo: tuple[Titled, ...] = ()
    sources: tuple[Source, ...] = ()

    def problems(self) -> Iterable[tuple[str, str, dict[str, object]]]:
        yield from foreign_draws(self)
        if self.oldest_edition > self.edition:
            yield "oldest_edition", gettext_noop("no edition is so recent"), {}
        if self.by_quiz_alone and self.quiz.pass_mark is None:
            yield "by_quiz_alone", gettext_noop("needs a quiz with a pass mark"), {}
        if self.renewal_quiz and self.renewal_quiz.pass_mark is None:
            yield "renewal_quiz.pass_mark", gettext_noop("missing: nobody could renew"), {}
        if self.renewal_quiz:
            yield from draws_elsewhere("renewal_quiz", self.renewal_quiz, self.category)


@dataclass(frozen=True)
class ModuleFolder:
    """A module with what stands beside its module.yaml."""

    module: Module
    lessons: tuple[Lesson, ...]
    questions: tuple[Question, ...]
    pictures: tuple[PictureFile, ...] = ()
    documents: tuple[DocumentFile, ...] = ()

    @property
    def place(self) -> str:
        return f"modules/{self.module.slug}"

    @property
    def file(self) -> str:
        return f"{self.place}/module.yaml"
