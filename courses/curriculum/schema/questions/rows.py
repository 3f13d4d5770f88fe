"""Questions whose rows are each given an option."""

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from courses.curriculum.schema.marks import Most, Rich
from courses.curriculum.schema.questions.any_question import (
    AnyQuestion,
    Feedback,
    Misconception,
    Words,
    keyed,
)
from courses.curriculum.schema.reading import Record


@dataclass(frozen=True, kw_only=True)
class Step(Record):
    identity = "text"

    text: Words
    feedback: Feedback


@dataclass(frozen=True, kw_only=True)
class Ordering(AnyQuestion):
    type: Literal["ordering"]
    items: tuple[Step, ...]
    explanation: Rich

    def content(self) -> dict[str, Any]:
        return {
            "stem": self.stem,
            "items": keyed(self.items, "text", "feedback"),
            "explanation": self.explanation,
        }


@dataclass(frozen=True, kw_only=True)
class Pair(Record):
    identity = "text"

    text: Words
    match: Words
    feedback: Feedback


@dataclass(frozen=True, kw_only=True)
class Matching(AnyQuestion):
    type: Literal["matching"]
    pairs: tuple[Pair, ...]
    decoys: tuple[Words, ...] = ()
    explanation: Rich

    def content(self) -> dict[str, Any]:
        return {
            "stem": self.stem,
            "pairs": keyed(self.pairs, "text", "match", "feedback"),
            "decoys": [
                {"key": f"decoy-{index}", "text": text} for index, text in enumerate(self.decoys)
            ],
            "explanation": self.explanation,
        }

    def place(self, path: str) -> str:
        place = super().place(path)
        return place.removesuffix(".text") if place.startswith("decoys") else place


@dataclass(frozen=True, kw_only=True)
class SortedItem(Record):
    identity = "text"

    text: Words
    feedback: Feedback
    misconception: Misconception = ""


@dataclass(frozen=True, kw_only=True)
class Group(Record):
    identity = "text"

    text: Annotated[str, Most(80)]
    items: tuple[SortedItem, ...]


@dataclass(frozen=True, kw_only=True)
class Categorise(AnyQuestion):
    type: Literal["categorise"]
    groups: tuple[Group, ...]
    explanation: Rich

    def content(self) -> dict[str, Any]:
        items = [
            {"key": f"{group}-{place}", "group": str(group)} | vars(item)
            for group, each in enumerate(self.groups)
            for place, item in enumerate(each.items)
        ]
        return {
            "stem": self.stem,
            "groups": keyed(self.groups, "text"),
            "items": items,
            "explanation": self.explanation,
        }

    def place(self, path: str) -> str:
        """Items are one list for the engine, and stand in their group in the file."""
        if not path.startswith("items."):
            return super().place(path.replace("items", "groups"))
        _, number, field = path.split(".")
        group, place = self.content()["items"][int(number)]["key"].split("-")
        return f"groups[{group}].items[{place}].{field}"
