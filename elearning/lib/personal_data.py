"""What a room holds about one person, told so that the person understands it."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

Cell: TypeAlias = str | int | float | bool | datetime.date | None  # a moment is a date too


@dataclass(frozen=True)
class Term:
    """How long some rows are kept, why, and what happens at the end.

    `apply` does it for a moment and returns how many were due; on a dry run it only counts.
    """

    rows: str
    purpose: str
    period: str
    outcome: str
    apply: Callable[[datetime.datetime, bool], int]


@dataclass(frozen=True)
class File:
    """A document that goes with rows: `kept` returns it if it was made before, `make` makes it."""

    kept: Callable[[], bytes | None]
    make: Callable[[], bytes]


@dataclass(frozen=True)
class Table:
    """Rows held about a person; `name` is that of its file, the rest is in words.

    `files` are documents that go with the rows, by their name in the archive.
    """

    name: str
    title: str
    purpose: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    files: Mapping[str, File] = field(default_factory=dict)

    def records(self) -> list[dict[str, Cell]]:
        """Return the rows as a program reads them: by the name of the column."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]
