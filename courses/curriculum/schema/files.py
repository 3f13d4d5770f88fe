"""Opens YAML files; two equal keys in a mapping, which YAML readers let pass, are a fault."""

from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import yaml

from courses.curriculum.faults import gettext_noop
from courses.curriculum.schema.node import Node, Notes
from courses.curriculum.schema.reading import Record, read

try:  # libyaml reads ten times as fast, where PyYAML was built with it
    from yaml import CSafeLoader as SafeLoader
except ImportError:
    from yaml import SafeLoader  # type: ignore[assignment]

R = TypeVar("R", bound=Record)
DEEPEST = 50  # lists and mappings in each other; libyaml has no limit of its own


class Unread(yaml.constructor.ConstructorError):
    """A value that YAML could read, and we do not."""


class Loader(SafeLoader):
    """Reads days as text; refuses repeated keys, references, and values that are not their tag's.

    A few kilobytes of references to references would be read as millions of questions.
    """

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        if node in self.constructed_objects or node in self.recursive_objects:
            raise _unread(node, gettext_noop("a reference (*) stands here: write it out"))
        try:
            return super().construct_object(node, deep)
        except (ValueError, KeyError) as fault:
            raise _unread(node, gettext_noop("this value cannot be read")) from fault

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen = set()
        for key, _ in node.value:
            if str(key.value) in seen:
                raise _unread(key, gettext_noop("this key stands twice in one mapping"))
            seen.add(str(key.value))
        return super().construct_mapping(node, deep)


def _unread(node: yaml.Node, problem: str) -> Unread:
    return Unread(None, None, problem, node.start_mark)


Loader.add_constructor("tag:yaml.org,2002:timestamp", Loader.construct_yaml_str)  # type: ignore[type-var]


def load(text: str) -> Any:
    """Return what a YAML text says. Raises YAMLError, also before what would exhaust the stack."""
    depth = 0
    for event in yaml.parse(text, Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            raise Unread(None, None, gettext_noop("nested too deep"), event.start_mark)  # type: ignore[arg-type]
    return yaml.load(text, Loader)  # noqa: S506


def where(fault: Exception) -> tuple[int, str]:
    """Return the line of what YAML cannot read, from 1, and what to look at there."""
    mark = getattr(fault, "problem_mark", None)
    line = mark.line + 1 if mark else 1
    match fault:
        case Unread():
            return line, str(fault.problem)
        case yaml.reader.ReaderError():
            return line, gettext_noop("a control character stands in the text")
    return line, gettext_noop("look at its indentation, its colons and its quotation marks")


def read_file(cls: type[R], path: Path, folder: Path, notes: Notes) -> R | None:
    """Return the record of a whole file, or None for a file that is missing or unreadable."""
    node = Node(None, path.relative_to(folder).as_posix(), notes)
    if not path.is_file():
        node.note(gettext_noop("this file is missing"))
        return None
    try:
        value = load(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        node.note(gettext_noop("this file is not text"))
        return None
    except yaml.YAMLError as fault:
        line, problem = where(fault)
        node.note(
            gettext_noop("line %(line)d cannot be read: %(problem)s"), line=line, problem=problem
        )
        return None
    return read(cls, replace(node, value=value))
