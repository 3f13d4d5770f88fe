"""The quizzes of module.yaml and site.yaml."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from courses.curriculum.faults import gettext_noop
from courses.curriculum.schema.marks import Count, Fits, Most, Refers, Slug
from courses.curriculum.schema.reading import Record

Percent = Annotated[
    int, Fits(lambda mark: 1 <= mark <= 100, gettext_noop("a percentage from 1 to 100"))
]


@dataclass(frozen=True, kw_only=True)
class Draw(Record):
    """Questions to draw from a category, a tag or both; or one fixed question."""

    category: Annotated[str, Refers("category")] = ""
    tag: str = ""
    draw: Count = 1
    question: Annotated[str, Refers("question")] = ""

    def problems(self) -> Iterable[tuple[str, str, dict[str, object]]]:
        from_bank = bool(self.category or self.tag)
        if from_bank == bool(self.question):
            yield "", gettext_noop("either a question, or a category or a tag to draw from"), {}


@dataclass(frozen=True, kw_only=True)
class Quiz(Record):
    slug: Slug = ""
    title: Annotated[str, Most(160)]
    pass_mark: Percent | None = None
    shuffle_questions: bool = True
    shuffle_options: bool = True
    draws: tuple[Draw, ...]
