"""An ordered choice of modules for a role: paths/<nn>-<slug>.yaml."""

from dataclasses import dataclass
from typing import Annotated, Literal

from courses.curriculum.schema.marks import Line, Most, Names, Refers, Rich, Slug
from courses.curriculum.schema.quizzes import Quiz
from courses.curriculum.schema.reading import Record


@dataclass(frozen=True, kw_only=True)
class PathStep(Record):
    module: Annotated[str, Refers("module")]
    optional: bool = False


@dataclass(frozen=True, kw_only=True)
class RolePath(Record):
    """paths/<nn>-<slug>.yaml"""

    slug: Annotated[Slug, Names("path")]
    title: Line
    summary: Annotated[str, Most(160)]
    audience: Literal["citoyens", "agents"]
    role: Line
    introduction: Rich
    modules: tuple[PathStep, ...]
    in_order: bool = False
    coming: Rich = ""
    quiz: Quiz | None = None
