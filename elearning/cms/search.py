"""Search in the editor's lists and windows, where accents do not count."""

from typing import Any

from django.db import connection
from wagtail.search.backends.database import SearchBackend as DatabaseSearchBackend


def SearchBackend(params: dict[str, Any]) -> Any:
    """Return the backend of the database; PostgreSQL's finds beginnings of words without accents.

    SQLite's does so of itself, and PostgreSQL's has no setting for it.
    """
    backend = DatabaseSearchBackend(params)
    if connection.vendor == "postgresql":
        backend.autocomplete_config = "simple_unaccent"  # made by a migration of elearning.cms
    return backend
