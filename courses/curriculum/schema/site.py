"""The facts, and what stands above the modules: site.yaml and facts.yaml."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Literal

from courses.curriculum.faults import gettext_noop
from courses.curriculum.schema.banks import Drawer
from courses.curriculum.schema.marks import Line, Most, Names, Slug, Url
from courses.curriculum.schema.quizzes import Quiz
from courses.curriculum.schema.reading import Record

FactKey = Annotated[Slug, Most(60)]


@dataclass(frozen=True, kw_only=True)
class Source(Record):
    organisation: Annotated[str, Most(160)]
    title: Annotated[str, Most(200)] = ""
    date: Annotated[str, Most(20)] = ""
    url: Url = ""


@dataclass(frozen=True, kw_only=True)
class Fact(Record):
    key: Annotated[FactKey, Names("fact")]
    label: Line
    value: Annotated[str, Most(160)]
    kind: Literal["emergency", "contact", "figure", "law"]
    details: Annotated[str, Most(300)] = ""
    audience: Line = ""
    fallback: Annotated[str, Most(160)]
    confidence: Literal["V", "V2", "G", "?"]
    source: Source
    verified_on: datetime.date
    verify_again_on: datetime.date

    def problems(self) -> Iterable[tuple[str, str, dict[str, object]]]:
        if self.verify_again_on <= self.verified_on:
            yield "verify_again_on", gettext_noop("must come after verified_on"), {}


@dataclass(frozen=True, kw_only=True)
class Home(Record):
    slug: Slug
    title: Line
    headline: Line
    lead: Annotated[str, Most(300)]
    quiz: Quiz | None = None


@dataclass(frozen=True, kw_only=True)
class Orientation(Record):
    slug: Annotated[Slug, Names("orientation")]
    title: Line
    introduction: Annotated[str, Most(300)]


@dataclass(frozen=True, kw_only=True)
class Section(Record):
    """A page that lists others."""

    kind: Literal["paths", "sheets", "offers"]
    slug: Slug
    title: Line
    introduction: Annotated[str, Most(300)]


@dataclass(frozen=True, kw_only=True)
class Site(Record):
    """site.yaml"""

    name: Annotated[str, Most(60)]
    home: Home
    orientations: tuple[Orientation, ...]
    sections: tuple[Section, ...] = ()
    categories: tuple[Drawer, ...] = ()

    def problems(self) -> Iterable[tuple[str, str, dict[str, object]]]:
        kinds = [section.kind for section in self.sections]
        if len(set(kinds)) < len(kinds):
            yield "sections", gettext_noop("one section of each kind at most"), {}
        above = {""}
        for index, drawer in enumerate(self.categories):
            if drawer.parent not in above:
                path = f"categories[{index}].parent"
                yield path, gettext_noop("must be the slug of a category written before"), {}
            above.add(drawer.slug)


@dataclass(frozen=True, kw_only=True)
class FactsFile(Record):
    """facts.yaml"""

    facts: tuple[Fact, ...]
