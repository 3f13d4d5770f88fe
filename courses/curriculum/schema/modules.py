"""A module: module.yaml."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Literal

from courses.curriculum.faults import gettext_noop
from courses.curriculum.schema.lessons import Lesson
from courses.curriculum.schema.marks import Count, Fits, Line, Most, Names, Refers, Rich, Slug
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
class Objective(Record):
    code: Annotated[Slug, Most(50), Names("objective")]
    label: Annotated[str, Most(60)]
    statement: Annotated[str, Most(200)]


@dataclass(frozen=True, kw_only=True)
class Category(Record):
    slug: Annotated[Slug, Most(50), Names("category")]
    name: Line


@dataclass(frozen=True, kw_only=True)
class Module(Record):
    """module.yaml"""

    code: Annotated[str, Fits(str.isalnum, gettext_noop("only letters and digits"))]
    slug: Annotated[Slug, Names("module")]
    orientation: Annotated[str, Refers("orientation")]
    title: Line
    summary: Annotated[str, Most(160)]
    level: Literal["decouverte", "consolidation", "responsable"]
    duration: Count
    edition: Count = 1
    frameworks: tuple[Framework, ...] = ()
    introduction: Rich
    objectives: tuple[Objective, ...]
    quiz: Quiz
    category: Category
    sources: tuple[Source, ...] = ()

    def problems(self) -> Iterable[tuple[str, str, dict[str, object]]]:
        if self.category.slug != self.code.lower():
            yield "category.slug", gettext_noop("must be the code in lower-case letters"), {}
        for index, draw in enumerate(self.quiz.draws):
            if not draw.question and draw.category != self.category.slug:
                path = f"quiz.draws[{index}].category"
                yield path, gettext_noop("must be the category of this module"), {}


@dataclass(frozen=True)
class ModuleFolder:
    """A module with what stands beside its module.yaml."""

    module: Module
    lessons: tuple[Lesson, ...]
    questions: tuple[Question, ...]
    pictures: tuple[PictureFile, ...] = ()
