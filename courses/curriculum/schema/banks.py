"""What a module and a game have in common: a code, objectives, a category of questions, a quiz."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Protocol

from courses.curriculum.faults import gettext_noop
from courses.curriculum.schema.marks import Fits, Line, Most, Names, Refers, Slug
from courses.curriculum.schema.quizzes import Quiz
from courses.curriculum.schema.reading import Record

Code = Annotated[str, Fits(str.isalnum, gettext_noop("only letters and digits"))]


@dataclass(frozen=True, kw_only=True)
class Objective(Record):
    code: Annotated[Slug, Most(50), Names("objective")]
    label: Annotated[str, Most(60)]
    statement: Annotated[str, Most(200)]


@dataclass(frozen=True, kw_only=True)
class Category(Record):
    slug: Annotated[Slug, Most(50), Names("category")]
    name: Line
    parent: Annotated[str, Refers("drawer")] = ""


@dataclass(frozen=True, kw_only=True)
class Drawer(Record):
    """A category without questions of its own, which holds those of modules, or other drawers."""

    slug: Annotated[Slug, Most(50), Names("category"), Names("drawer")]
    name: Line
    parent: Annotated[str, Refers("drawer")] = ""


class HasBank(Protocol):
    @property
    def code(self) -> str: ...
    @property
    def category(self) -> Category: ...
    @property
    def objectives(self) -> tuple[Objective, ...]: ...
    @property
    def quiz(self) -> Quiz: ...


def foreign_draws(owner: HasBank) -> Iterable[tuple[str, str, dict[str, object]]]:
    """Yield what would tie a quiz to the questions of another module or game."""
    if owner.category.slug != owner.code.lower():
        yield "category.slug", gettext_noop("must be the code in lower-case letters"), {}
    yield from draws_elsewhere("quiz", owner.quiz, owner.category)


def draws_elsewhere(
    name: str, quiz: Quiz, category: Category
) -> Iterable[tuple[str, str, dict[str, object]]]:
    """Yield the draws of a quiz that take the questions of another category than this one.

    An examination closes a path: after a first draw of its own it takes from other modules too.
    """
    for index, draw in enumerate(quiz.draws):
        if quiz.is_examination and index and draw.category:
            continue
        if not draw.question and draw.category != category.slug:
            path = f"{name}.draws[{index}].category"
            yield path, gettext_noop("must be the category of this module"), {}
