from django.urls import register_converter
from django.urls.converters import IntConverter, StringConverter


class RowNumber(IntConverter):
    """A primary key of so few figures that any database takes it."""

    regex = "[0-9]{1,9}"


class Colour(StringConverter):
    regex = "[0-9a-fA-F]{6}"


register_converter(RowNumber, "row")
register_converter(Colour, "colour")
