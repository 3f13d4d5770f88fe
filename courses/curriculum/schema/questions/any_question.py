"""What the records of all types of questions share."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Any

from courses.curriculum.faults import gettext_noop
from courses.curriculum.schema.marks import AnyOrder, Most, Names, Rich, Slug
from courses.curriculum.schema.pictures import Picture
from courses.curriculum.schema.reading import Record
from quizzes.engine.errors import InvalidContent
from quizzes.engine.item import Item

Feedback = Annotated[str, Most(500)]
Misconception = Annotated[str, Most(200)]
Tags = Annotated[tuple[Annotated[str, Most(60)], ...], AnyOrder()]
Words = Annotated[str, Most(200)]

FAULTS = {
    "accepts_anything": gettext_noop("this accepts any answer"),
    "gap_marks": gettext_noop("each gap needs its mark once in the text: [1], [2]…"),
    "no_clue": gettext_noop("no piece is a clue"),
    "no_decoy": gettext_noop("no piece is a decoy"),
    "no_model_answer": gettext_noop("one right answer at least is written without *"),
    "no_right_option": gettext_noop("no option is right"),
    "number_required": gettext_noop("a number in figures, such as “12.5”"),
    "out_of_range": gettext_noop("the value is not between the bounds"),
    "points_required": gettext_noop("a criterion is worth 1 to 20 points"),
    "picture_missing": gettext_noop("all options have a picture, or none has"),
    "percent_required": gettext_noop("a share goes from 0 to 100"),
    "quote_not_found": gettext_noop("must stand once in the message"),
    "quote_overlaps": gettext_noop("overlaps another piece, or two paragraphs"),
    "repeated_text": gettext_noop("another option says the same"),
    "several_right_options": gettext_noop("only one option can be right"),
    "too_few": gettext_noop("too few of them"),
    "too_few_options": gettext_noop("at least two options are needed"),
}


@dataclass(frozen=True, kw_only=True)
class AnyQuestion(Record):
    """What every question has, before what its type adds."""

    slug: Annotated[Slug, Names("question")]
    type: str
    objective: str
    tags: Tags = ()
    stem: Rich
    picture: Picture | None = None
    hint: Annotated[str, Most(300)] = ""

    def content(self) -> dict[str, Any]:
        """Return the question as the engine reads it, members of lists keyed by their place."""
        raise NotImplementedError

    def place(self, path: str) -> str:
        """Return the key of the file that a path of the content comes from."""
        return re.sub(r"\.(\d+)", r"[\1]", path)

    def problems(self) -> Iterable[tuple[str, str, dict[str, object]]]:
        """Yield what the engine refuses, at the keys of the file."""
        try:
            Item.parse(self.type, self.content())
        except InvalidContent as fault:
            for problem in fault.problems:
                yield self.place(problem.path), FAULTS.get(problem.code, problem.message), {}


def keyed(members: Iterable[Record], *names: str) -> list[dict[str, Any]]:
    """Return some fields of each member of a list, with its place as its key."""
    return [
        {"key": str(index)} | {name: getattr(member, name) for name in names}
        for index, member in enumerate(members)
    ]
