"""The facts that a record quotes, wherever it does."""

import re
from collections.abc import Iterator
from typing import Any

from courses.curriculum.schema.lessons import FactCard
from courses.curriculum.schema.reading import Record

QUOTED = re.compile(r'<embed embedtype="fact" id="([^"]+)"/>')


def quoted_facts(value: Any) -> Iterator[str]:
    """Yield the keys of the facts of rich texts and of cards, as often as they are quoted."""
    if isinstance(value, FactCard):
        yield value.key
    elif isinstance(value, Record):
        yield from quoted_facts(tuple(vars(value).values()))
    elif isinstance(value, tuple):
        for inside in value:
            yield from quoted_facts(inside)
    elif isinstance(value, str):
        yield from QUOTED.findall(value)
