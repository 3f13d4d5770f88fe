from django.urls import register_converter
from django.urls.converters import IntConverter


class RowNumber(IntConverter):
    """A primary key of so few figures that any database takes it."""

    regex = "[0-9]{1,9}"


register_converter(RowNumber, "row")
