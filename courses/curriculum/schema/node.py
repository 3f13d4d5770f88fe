"""A value in a file, which knows where it stands."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from courses.curriculum.faults import Fault, gettext_noop

KINDS = {
    str: gettext_noop("must be text: put it between quotes"),
    int: gettext_noop("must be a whole number"),
    bool: gettext_noop("must be true or false"),
    datetime.date: gettext_noop("must be a day, such as “2026-11-22”"),
}
EMPTY: dict[type, Any] = {str: "", int: 0, bool: False, datetime.date: datetime.date.min}


@dataclass
class Notes:
    """What reading a folder has found: faults, the keys of things, and who refers to them."""

    faults: list[Fault] = field(default_factory=list)
    keys: dict[tuple[str, str], "Node"] = field(default_factory=dict)
    references: list[tuple[str, str, "Node"]] = field(default_factory=list)


@dataclass(frozen=True)
class Node:
    """A value of a file, with its path in it; a missing one reads as an empty one."""

    value: Any
    file: str
    notes: Notes
    path: str = ""

    def note(self, message: str, /, **params: object) -> None:
        self.notes.faults.append(Fault(self.file, self.path, message, params))

    def below(self, step: str, value: Any = None) -> "Node":
        """Return the node at `name` or at `[index]` below this one."""
        dot = "." if self.path and step and not step.startswith("[") else ""
        return replace(self, value=value, path=f"{self.path}{dot}{step}")

    def members(self) -> dict[str, "Node"]:
        """Return the nodes of a mapping by key."""
        if not isinstance(self.value, Mapping):
            self.note(gettext_noop("must be a mapping of keys and values"))
            return {}
        return {str(key): self.below(str(key), value) for key, value in self.value.items()}

    def items(self) -> list["Node"]:
        """Return the nodes of a list."""
        if not isinstance(self.value, list):
            self.note(gettext_noop("must be a list"))
            return []
        return [self.below(f"[{index}]", value) for index, value in enumerate(self.value)]

    def scalar(self, kind: type) -> Any:
        """Return a text, a number, a yes or no, or a day; text is never blank."""
        value = self._day() if kind is datetime.date else self.value
        if type(value) is not kind:
            self.note(KINDS[kind])
            return EMPTY[kind]
        return self._words(value) if isinstance(value, str) else value

    def _words(self, text: str) -> str:
        if not text.strip():
            self.note(gettext_noop("missing"))
        return text.strip()

    def _day(self) -> datetime.date | None:
        try:
            return datetime.date.fromisoformat(self.value)
        except (TypeError, ValueError):
            return None

    def define(self, kind: str, key: str) -> None:
        first = self.notes.keys.setdefault((kind, key), self)
        if first is not self:
            self.note(
                gettext_noop("“%(key)s” is already the key of %(place)s"),
                key=key,
                place=Fault(first.file, first.path, "").place,
            )

    def refer(self, kind: str, key: str) -> None:
        self.notes.references.append((kind, key, self))
