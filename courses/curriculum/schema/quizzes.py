"""Quizzes and the questions of the bank: questions.yaml."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from courses.curriculum.faults import gettext_noop
from courses.curriculum.schema.marks import (
    AnyOrder,
    ByType,
    Count,
    Fits,
    Most,
    Names,
    Refers,
    Rich,
    Slug,
)
from courses.curriculum.schema.reading import Record
from quizzes.engine.errors import InvalidContent
from quizzes.engine.item import Item

Percent = Annotated[
    int, Fits(lambda mark: 1 <= mark <= 100, gettext_noop("a percentage from 1 to 100"))
]
Feedback = Annotated[str, Most(500)]
Misconception = Annotated[str, Most(200)]
Tags = Annotated[tuple[Annotated[str, Most(60)], ...], AnyOrder()]

QUESTION_FAULTS = {
    "no_right_option": gettext_noop("no option is right"),
    "repeated_text": gettext_noop("another option says the same"),
    "several_right_options": gettext_noop("only one option can be right"),
    "too_few_options": gettext_noop("at least two options are needed"),
}


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


@dataclass(frozen=True, kw_only=True)
class Option(Record):
    text: Annotated[str, Most(300)]
    correct: bool = False
    feedback: Feedback
    misconception: Misconception = ""


@dataclass(frozen=True, kw_only=True)
class SingleChoice(Record):
    slug: Annotated[Slug, Names("question")]
    type: Literal["single"]
    objective: str
    tags: Tags = ()
    stem: Rich
    options: tuple[Option, ...]
    explanation: Rich

    def problems(self) -> Iterable[tuple[str, str, dict[str, object]]]:
        return engine_problems(self.type, choice_content(self))


@dataclass(frozen=True, kw_only=True)
class MultipleChoice(Record):
    slug: Annotated[Slug, Names("question")]
    type: Literal["multiple"]
    scoring: Literal["partial", "all"] = "partial"
    objective: str
    tags: Tags = ()
    stem: Rich
    options: tuple[Option, ...]
    explanation: Rich

    def problems(self) -> Iterable[tuple[str, str, dict[str, object]]]:
        return engine_problems(self.type, choice_content(self) | {"scoring": self.scoring})


@dataclass(frozen=True, kw_only=True)
class TrueFalseFeedback(Record):
    true: Feedback
    false: Feedback


@dataclass(frozen=True, kw_only=True)
class TrueFalse(Record):
    slug: Annotated[Slug, Names("question")]
    type: Literal["true_false"]
    objective: str
    tags: Tags = ()
    stem: Rich
    answer: bool
    feedback: TrueFalseFeedback
    misconception: Misconception = ""
    explanation: Rich


Question = SingleChoice | MultipleChoice | TrueFalse


@dataclass(frozen=True, kw_only=True)
class QuestionsFile(Record):
    """questions.yaml"""

    questions: tuple[Annotated[Question, ByType()], ...]


def choice_content(question: SingleChoice | MultipleChoice) -> dict[str, Any]:
    """Return a question as the engine reads it, its options keyed by their place."""
    options = [
        {
            "key": str(index),
            "text": option.text,
            "correct": option.correct,
            "feedback": option.feedback,
        }
        for index, option in enumerate(question.options)
    ]
    return {"stem": question.stem, "options": options, "explanation": question.explanation}


def engine_problems(
    type_key: str, content: dict[str, Any]
) -> Iterable[tuple[str, str, dict[str, object]]]:
    """Yield what the engine refuses in a question, at the keys of the file."""
    try:
        Item.parse(type_key, content)
    except InvalidContent as fault:
        for problem in fault.problems:
            path = re.sub(r"\.(\d+)", r"[\1]", problem.path)
            yield path, QUESTION_FAULTS.get(problem.code, problem.message), {}
