"""Questions whose answer is written."""

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from courses.curriculum.schema.marks import Count, Most, Rich
from courses.curriculum.schema.questions.any_question import (
    AnyQuestion,
    Feedback,
    Misconception,
    Words,
    keyed,
)
from courses.curriculum.schema.reading import Record


@dataclass(frozen=True, kw_only=True)
class Variant(Record):
    identity = "text"

    text: Words
    share: int = 100
    feedback: Feedback
    misconception: Misconception = ""


@dataclass(frozen=True, kw_only=True)
class ShortText(AnyQuestion):
    type: Literal["short_text"]
    ignore_case: bool = True
    ignore_accents: bool = True
    variants: tuple[Variant, ...]
    feedback: Feedback
    explanation: Rich

    def content(self) -> dict[str, Any]:
        return {
            "stem": self.stem,
            "variants": keyed(self.variants, "text", "share", "feedback"),
            "feedback": self.feedback,
            "ignore_case": self.ignore_case,
            "ignore_accents": self.ignore_accents,
            "explanation": self.explanation,
        }


@dataclass(frozen=True, kw_only=True)
class NumericalFeedback(Record):
    right: Feedback
    wrong: Feedback


@dataclass(frozen=True, kw_only=True)
class Numerical(AnyQuestion):
    """A number, in quotes: `value` within `tolerance`, or from `low` to `high`."""

    type: Literal["numerical"]
    value: Annotated[str, Most(20)]
    tolerance: Annotated[str, Most(20)] = ""
    low: Annotated[str, Most(20)] = ""
    high: Annotated[str, Most(20)] = ""
    unit: Annotated[str, Most(20)] = ""
    feedback: NumericalFeedback
    misconception: Misconception = ""
    explanation: Rich

    def content(self) -> dict[str, Any]:
        ranged = self.low or self.high
        bounds = {"low": self.low, "high": self.high} if ranged else {}
        return {
            "stem": self.stem,
            "value": self.value,
            "unit": self.unit,
            "feedback": vars(self.feedback),
            "explanation": self.explanation,
        } | (bounds or {"tolerance": self.tolerance or "0"})


@dataclass(frozen=True, kw_only=True)
class Criterion(Record):
    identity = "text"

    text: Words
    points: Count = 1


@dataclass(frozen=True, kw_only=True)
class OpenAnswer(AnyQuestion):
    """Some sentences to write, which a person marks by criteria."""

    type: Literal["open_answer"]
    criteria: tuple[Criterion, ...]
    explanation: Rich

    def content(self) -> dict[str, Any]:
        return {
            "stem": self.stem,
            "criteria": keyed(self.criteria, "text", "points"),
            "explanation": self.explanation,
        }


@dataclass(frozen=True, kw_only=True)
class Gap(Record):
    accepted: tuple[Words, ...]
    decoys: tuple[Words, ...] = ()
    feedback: Feedback


@dataclass(frozen=True, kw_only=True)
class GapFill(AnyQuestion):
    type: Literal["gap_fill"]
    ignore_case: bool = True
    ignore_accents: bool = True
    text: str
    gaps: tuple[Gap, ...]
    explanation: Rich

    def content(self) -> dict[str, Any]:
        return {
            "stem": self.stem,
            "text": self.text,
            "gaps": [
                {
                    "key": str(index),
                    "accepted": list(gap.accepted),
                    "decoys": list(gap.decoys),
                    "feedback": gap.feedback,
                }
                for index, gap in enumerate(self.gaps)
            ],
            "ignore_case": self.ignore_case,
            "ignore_accents": self.ignore_accents,
            "explanation": self.explanation,
        }
