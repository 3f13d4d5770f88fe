"""What to do when something has happened: help/<slug>.yaml."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from courses.curriculum.schema.lessons import Block, Callout, Heading, Steps, Text, Titled
from courses.curriculum.schema.marks import ByKey, Line, Most, Names, Refers, Rich, Slug
from courses.curriculum.schema.reading import Record

FactKeys = tuple[Annotated[str, Refers("fact")], ...]


@dataclass(frozen=True, kw_only=True)
class Contacts(Block):
    """Whom to call, in large."""

    kind: ClassVar = "contacts"

    title: Line
    contacts: FactKeys


@dataclass(frozen=True, kw_only=True)
class HelpStep(Record):
    """A thing to do, then what depends on the case, then whom to call."""

    title: Line
    text: Rich
    cases: tuple[Titled, ...] = ()
    contacts: FactKeys = ()


@dataclass(frozen=True, kw_only=True)
class Situation(Block):
    """A branch of the tree: what has happened to somebody, and the steps that follow."""

    kind: ClassVar = "situation"

    title: Line
    summary: Annotated[str, Most(160)] = ""
    steps: tuple[HelpStep, ...]


@dataclass(frozen=True, kw_only=True)
class Blanks(Block):
    """Lines to fill in by hand, once the page is printed."""

    kind: ClassVar = "blanks"

    title: Line
    lines: tuple[Line, ...]


AnyHelpBlock = Heading | Text | Callout | Steps | Contacts | Situation | Blanks


@dataclass(frozen=True, kw_only=True)
class Help(Record):
    """help/<slug>.yaml"""

    slug: Annotated[Slug, Names("help")]
    parent: Annotated[str, Refers("help")] = ""
    title: Line
    lead: Annotated[str, Most(300)]
    body: tuple[Annotated[AnyHelpBlock, ByKey()], ...]
