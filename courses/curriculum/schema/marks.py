"""What a value of a curriculum file must be beyond its type, said in annotations."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Protocol
from urllib.parse import urlsplit

from courses.curriculum.faults import gettext_noop
from courses.curriculum.markdown import to_html
from courses.curriculum.schema.node import Node


class Mark(Protocol):
    def apply(self, value: Any, node: Node) -> Any:
        """Return the value as it is kept; note at the node what is wrong with it."""


@dataclass(frozen=True)
class Most:
    """Text of at most so many characters."""

    characters: int

    def apply(self, value: str, node: Node) -> str:
        if len(value) > self.characters:
            node.note(
                gettext_noop("%(length)d characters, at most %(most)d"),
                length=len(value),
                most=self.characters,
            )
        return value


@dataclass(frozen=True)
class Fits:
    """A value that passes a test; a missing one, or one of the wrong type, is noted already."""

    test: Callable[[Any], object]
    message: str

    def apply(self, value: Any, node: Node) -> Any:
        if value != "" and type(value) is type(node.value) and not self.test(value):
            node.note(self.message)
        return value


@dataclass(frozen=True)
class Names:
    """The key of a thing of some kind, which no other thing of that kind has."""

    kind: str

    def apply(self, value: str, node: Node) -> str:
        node.define(self.kind, value)
        return value


@dataclass(frozen=True)
class Refers:
    """The key of a thing of some kind that is in the curriculum."""

    kind: str

    def apply(self, value: str, node: Node) -> str:
        if value:
            node.refer(self.kind, value)
        return value


@dataclass(frozen=True)
class Markdown:
    """Markdown, kept as HTML."""

    def apply(self, value: str, node: Node) -> str:
        rich = to_html(value)
        for problem in rich.problems:
            node.note(problem)
        for fact in rich.facts:
            node.refer("fact", fact)
        for kind, slug in rich.pages:
            node.refer(kind, slug)
        return rich.html


@dataclass(frozen=True)
class AnyOrder:
    """Values whose order says nothing, kept sorted and once each."""

    def apply(self, value: tuple[Any, ...], node: Node) -> tuple[Any, ...]:
        return tuple(sorted(set(value)))


@dataclass(frozen=True)
class ByKey:
    """One class of several, named by the only key of a mapping: `callout: {…}`."""


@dataclass(frozen=True)
class ByType:
    """One class of several, named by the key `type` of the mapping."""


SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

Slug = Annotated[
    str,
    Fits(SLUG.fullmatch, gettext_noop("only lower-case letters, digits and hyphens")),
    Most(80),
]
Rich = Annotated[str, Markdown()]
Url = Annotated[
    str,
    Fits(
        lambda url: urlsplit(url).scheme == "https", gettext_noop("an address begins by https://")
    ),
    Most(200),
]
Channel = Literal["email", "sms", "qr", "call", "voice", "popup"]
Line = Annotated[str, Most(120)]
Count = Annotated[int, Fits(lambda number: number > 0, gettext_noop("a number from 1"))]
