"""What a project leader tells others: sheets/<slug>.yaml."""

import datetime
from dataclasses import dataclass
from typing import Annotated, Literal

from courses.curriculum.schema.lessons import AnySheetBlock
from courses.curriculum.schema.marks import ByKey, Line, Most, Names, Slug
from courses.curriculum.schema.reading import Record


@dataclass(frozen=True, kw_only=True)
class Sheet(Record):
    """sheets/<slug>.yaml"""

    slug: Annotated[Slug, Names("sheet")]
    title: Line
    summary: Annotated[str, Most(160)]
    status: Literal["experience", "relue", "validee"]
    contributor: Annotated[str, Most(160)]
    dated_on: datetime.date
    body: tuple[Annotated[AnySheetBlock, ByKey()], ...]
