"""What cannot be deleted, because something else would lose its meaning with it."""

from django.contrib import messages
from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model
from django.db.models.deletion import Collector, ProtectedError
from django.shortcuts import redirect


def is_protected(instance: Model) -> bool:
    """Return whether the database would refuse to delete this row."""
    try:
        Collector(using=DEFAULT_DB_ALIAS, origin=instance).collect([instance])
    except ProtectedError:
        return True
    return False


def refuse(request, sentence: str, url: str):
    """Say why nothing was deleted, and go where one can do otherwise."""
    messages.error(request, sentence)
    return redirect(url)
