"""Questions whose options are chosen."""

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from courses.curriculum.schema.marks import Most, Rich
from courses.curriculum.schema.pictures import Picture
from courses.curriculum.schema.questions.any_question import (
    AnyQuestion,
    Feedback,
    Misconception,
    keyed,
)
from courses.curriculum.schema.reading import Record


@dataclass(frozen=True, kw_only=True)
class Option(Record):
    identity = "text"

    text: Annotated[str, Most(300)]
    correct: bool = False
    feedback: Feedback
    misconception: Misconception = ""
    picture: Picture | None = None


def option_contents(options: tuple[Option, ...]) -> list[dict[str, Any]]:
    """Return options as the engine reads them, keyed by their place."""
    return with_pictures(options, keyed(options, "text", "correct", "feedback"))


def with_pictures(
    options: "tuple[Option | Statement, ...]", contents: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    pictures = [option.picture and option.picture.content() for option in options]
    return [one | {"picture": picture} for one, picture in zip(contents, pictures, strict=True)]


@dataclass(frozen=True, kw_only=True)
class SingleChoice(AnyQuestion):
    type: Literal["single"]
    options: tuple[Option, ...]
    explanation: Rich

    def content(self) -> dict[str, Any]:
        return {
            "stem": self.stem,
            "options": option_contents(self.options),
            "explanation": self.explanation,
        }


@dataclass(frozen=True, kw_only=True)
class MultipleChoice(AnyQuestion):
    type: Literal["multiple"]
    scoring: Literal["partial", "all"] = "partial"
    options: tuple[Option, ...]
    explanation: Rich

    def content(self) -> dict[str, Any]:
        return {
            "stem": self.stem,
            "options": option_contents(self.options),
            "explanation": self.explanation,
            "scoring": self.scoring,
        }


@dataclass(frozen=True, kw_only=True)
class Statement(Record):
    identity = "text"

    text: Annotated[str, Most(300)]
    feedback: Feedback
    picture: Picture | None = None


@dataclass(frozen=True, kw_only=True)
class Declared(AnyQuestion):
    type: Literal["declared"]
    options: tuple[Statement, ...]
    explanation: Rich

    def content(self) -> dict[str, Any]:
        return {
            "stem": self.stem,
            "options": with_pictures(self.options, keyed(self.options, "text", "feedback")),
            "explanation": self.explanation,
        }


@dataclass(frozen=True, kw_only=True)
class TrueFalseFeedback(Record):
    true: Feedback
    false: Feedback


@dataclass(frozen=True, kw_only=True)
class TrueFalse(AnyQuestion):
    type: Literal["true_false"]
    answer: bool
    feedback: TrueFalseFeedback
    misconception: Misconception = ""
    explanation: Rich

    def content(self) -> dict[str, Any]:
        return {
            "stem": self.stem,
            "answer": self.answer,
            "feedback": vars(self.feedback),
            "explanation": self.explanation,
        }
