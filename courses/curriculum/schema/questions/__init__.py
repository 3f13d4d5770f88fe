"""The questions of the bank, one record per type: questions.yaml."""

from dataclasses import dataclass
from typing import Annotated

from courses.curriculum.schema.marks import ByType
from courses.curriculum.schema.questions.choice import (
    Declared,
    MultipleChoice,
    SingleChoice,
    TrueFalse,
)
from courses.curriculum.schema.questions.inspect import Inspect
from courses.curriculum.schema.questions.rows import Categorise, Matching, Ordering
from courses.curriculum.schema.questions.written import (
    GapFill,
    Numerical,
    OpenAnswer,
    ShortText,
)
from courses.curriculum.schema.reading import Record

Question = (
    SingleChoice
    | MultipleChoice
    | TrueFalse
    | Inspect
    | Ordering
    | Matching
    | Categorise
    | ShortText
    | Numerical
    | GapFill
    | OpenAnswer
    | Declared
)


@dataclass(frozen=True, kw_only=True)
class QuestionsFile(Record):
    """questions.yaml"""

    questions: tuple[Annotated[Question, ByType()], ...]
