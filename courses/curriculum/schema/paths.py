"""An ordered choice of modules for a role: paths/<nn>-<slug>.yaml."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Literal

from courses.curriculum.faults import gettext_noop
from courses.curriculum.schema.marks import Count, Line, Most, Names, Refers, Rich, Slug
from courses.curriculum.schema.quizzes import Quiz
from courses.curriculum.schema.reading import Record

PIX_CAMPAIGN = r"^https://app\.pix\.fr/campagnes/[A-Za-z0-9]{4,20}/?$"


@dataclass(frozen=True, kw_only=True)
class PathStep(Record):
    module: Annotated[str, Refers("module")]
    optional: bool = False


@dataclass(frozen=True, kw_only=True)
class RolePath(Record):
    """paths/<nn>-<slug>.yaml"""

    slug: Annotated[Slug, Names("path")]
    title: Line
    summary: Annotated[str, Most(160)]
    audience: Literal["citoyens", "agents"]
    role: Line
    introduction: Rich
    modules: tuple[PathStep, ...]
    in_order: bool = False
    pix_campaign: str = ""
    validity_months: Count | None = None
    renewal_days: Count = 60
    coming: Rich = ""
    quiz: Quiz | None = None

    def problems(self) -> Iterable[tuple[str, str, dict[str, object]]]:
        if self.pix_campaign and not re.match(PIX_CAMPAIGN, self.pix_campaign):
            yield "pix_campaign", gettext_noop("an address https://app.pix.fr/campagnes/…"), {}
