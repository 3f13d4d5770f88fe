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


class Loader(SafeLoader):
    """Reads days as text, and refuses repeated keys."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen = set()
        for key, _ in node.value:
            if str(key.value) in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"“{key.value}” stands twice in one mapping", key.start_mark
                )
            seen.add(str(key.value))
        return super().construct_mapping(node, deep)


Loader.add_constructor("tag:yaml.org,2002:timestamp", Loader.construct_yaml_str)  # type: ignore[type-var]


def read_file(cls: type[R], path: Path, folder: Path, notes: Notes) -> R | None:
    """Return the record of a whole file, or None for a file that is missing or unreadable."""
    node = Node(None, path.relative_to(folder).as_posix(), notes)
    if not path.is_file():
        node.note(gettext_noop("this file is missing"))
        return None
    try:
        value = yaml.load(path.read_text(encoding="utf-8"), Loader)  # noqa: S506
    except yaml.MarkedYAMLError as fault:
        line = fault.problem_mark.line + 1 if fault.problem_mark else 1
        node.note(
            gettext_noop("line %(line)d cannot be read: %(problem)s"),
            line=line,
            problem=fault.problem,
        )
        return None
    return read(cls, replace(node, value=value))
