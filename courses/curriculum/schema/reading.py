"""Reads what a file says into the dataclass that describes it, and notes what does not fit."""

from collections.abc import Iterable
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache
from types import NoneType
from typing import Annotated, Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from courses.curriculum.faults import gettext_noop
from courses.curriculum.schema.marks import ByKey, ByType
from courses.curriculum.schema.node import EMPTY, Node


@dataclass(frozen=True)
class Record:
    """A mapping of a curriculum file; its fields are the keys, those with a default optional.

    In a list, a record is the same as long as the field that is its identity says the same, or,
    without one, as long as it keeps its place.
    """

    identity = ""

    @classmethod
    @cache
    def hints(cls) -> dict[str, Any]:
        """Return the annotations by field, marks included."""
        return get_type_hints(cls, include_extras=True)

    def problems(self) -> Iterable[tuple[str, str, dict[str, object]]]:
        """Yield what is wrong between fields, each well-formed: path, message, its parameters."""
        return ()


R = TypeVar("R", bound=Record)


def read(cls: type[R], node: Node) -> R:
    """Return the record at a node; faults are noted there, and what is missing reads as empty."""
    known = len(node.notes.faults)
    members = node.members()
    record = cls(**dict(_values(cls, members, node)))
    for name in members.keys() - {field.name for field in fields(cls)}:
        members[name].note(gettext_noop("unknown key"))
    if len(node.notes.faults) == known:
        for path, message, params in record.problems():
            node.below(path).note(message, **params)
    return record


def _values(cls: type[Record], members: dict[str, Node], node: Node) -> Iterable[tuple[str, Any]]:
    for field in fields(cls):
        hint = cls.hints()[field.name]
        if field.name in members:
            yield field.name, read_value(hint, members[field.name])
        elif field.default is MISSING:
            node.below(field.name).note(gettext_noop("missing"))
            yield field.name, _empty(hint)


def read_value(hint: Any, node: Node) -> Any:
    """Return the value at a node as the annotation asks for it."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _read_marked(arguments[0], arguments[1:], node)
    if origin is tuple:
        return tuple(read_value(arguments[0], item) for item in node.items())
    if origin is Literal:
        return _read_choice(arguments, node)
    if NoneType in arguments:
        return read_value(arguments[0], node)
    return read(hint, node) if issubclass(hint, Record) else node.scalar(hint)


def _read_marked(base: Any, marks: tuple[Any, ...], node: Node) -> Any:
    match marks:
        case (ByKey(),):
            return _read_by_key(get_args(base), node)
        case (ByType(),):
            return _read_by_type(get_args(base), node)
    value = read_value(base, node)
    for mark in marks:
        value = mark.apply(value, node)
    return value


def _read_choice(allowed: tuple[str, ...], node: Node) -> str:
    if node.value in allowed:
        return str(node.value)
    node.note(gettext_noop("must be one of: %(values)s"), values=", ".join(allowed))
    return ""


def _read_by_key(classes: tuple[Any, ...], node: Node) -> Any:
    """Read `callout: {…}`, or `text: …` for a class that is bare, its only field the value."""
    kinds = {cls.kind: cls for cls in classes}
    match node.members():
        case {**one} if len(one) == 1 and (name := next(iter(one))) in kinds:
            cls, child = kinds[name], one[name]
        case _:
            node.note(gettext_noop("must have one key among: %(values)s"), values=", ".join(kinds))
            return None
    if not cls.bare:
        return read(cls, child)
    (field,) = fields(cls)
    return cls(read_value(cls.hints()[field.name], child))


def _read_by_type(classes: tuple[Any, ...], node: Node) -> Any:
    types = {get_args(cls.hints()["type"])[0]: cls for cls in classes}
    wanted = node.members().get("type", node.below("type"))
    cls = types.get(_read_choice(tuple(types), wanted))
    return read(cls, node) if cls else None


def _empty(hint: Any) -> Any:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _empty(arguments[0])
    if origin is tuple:
        return ()
    if is_dataclass(hint):
        return None
    return EMPTY.get(hint, "")
