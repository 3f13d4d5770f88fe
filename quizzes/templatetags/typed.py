from collections.abc import Sequence

from django import template

from quizzes.engine.protocol import Form

register = template.Library()


@register.filter
def values_of(typed: Form, field: str) -> Sequence[str]:
    """Return what a form holds in one of its fields."""
    return typed.get(field, ())
