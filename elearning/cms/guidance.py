"""The advice that a template puts in the place of a text: published by nobody.

A template opens each of its texts with a mark, which authors write over.
"""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MARK = "[à écrire]"
REFUSAL = _("This is still the advice of the template: write your own words in its place.")


def is_guidance(text: str) -> bool:
    return MARK in text.lower()


def refuse_guidance(text: Any) -> None:
    """Raise ValidationError for a text that nobody has written yet."""
    if isinstance(text, str) and is_guidance(text):
        raise ValidationError(REFUSAL)


def guidance_in(value: Any, place: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield where advice is left in the JSON of a block, by names of fields and numbers."""
    if isinstance(value, str) and is_guidance(value):
        yield place
    if isinstance(value, dict):
        for name, below in value.items():
            yield from guidance_in(below, (*place, name))
    if isinstance(value, list):
        for index, member in enumerate(value):
            yield from guidance_in(member["value"], (*place, str(index)))
