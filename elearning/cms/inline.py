"""Rows written inside a page or a snippet, whose relations are read together: as many queries for
two hundred rows as for one.
"""

from collections.abc import Iterable

from django.db.models import Model, prefetch_related_objects
from modelcluster.fields import ParentalKey
from modelcluster.forms import BaseChildFormSet
from modelcluster.models import model_from_serializable_data


class InlineRowsMixin:
    """Reads the rows of a revision together.

    A row that names what has been deleted since is left out.
    """

    inline_rows: tuple[str, ...] = ()

    @classmethod
    def from_serializable_data(cls, data, check_fks=True, strict_fks=False):
        rows = {name: data[name] for name in cls.inline_rows if name in data}
        others = {name: value for name, value in data.items() if name not in rows}
        read = super().from_serializable_data(others, check_fks, strict_fks)
        for name, kept in rows.items():
            setattr(read, name, _rows(cls._meta.get_field(name).related_model, kept))
        return read


def _rows(model: type[Model], rows: Iterable[dict]) -> list[Model]:
    for field in model._meta.fields:
        if field.many_to_one and not isinstance(field, ParentalKey):
            named = {row[field.name] for row in rows}
            found = field.related_model._default_manager.filter(pk__in=named - {None})
            standing = {None, *found.values_list("pk", flat=True)}
            rows = [row for row in rows if row[field.name] in standing]
    return [model_from_serializable_data(model, row, check_fks=False) for row in rows]


def tell_choosers(formset: BaseChildFormSet, *names: str) -> None:
    """Give the choosers of a formset the rows chosen so far, so that none asks for its own."""
    rows = [form.instance for form in formset.forms]
    prefetch_related_objects(rows, *names)
    for name in names:
        chosen = {one.pk: one for one in (getattr(row, name, None) for row in rows) if one}
        for form in formset.forms:
            form.fields[name].widget.chosen = chosen
