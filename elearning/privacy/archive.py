"""The archive of what is held about a person: one JSON file, CSV files, and documents."""

import datetime
import io
import json
import logging
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from elearning.dates import date_format
from elearning.lib.personal_data import Cell, File, Table
from elearning.lib.spreadsheets import csv_text

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Documents:
    """The documents of some tables that are ready, by name, out of so many, and the names of those
    that cannot be made."""

    ready: dict[str, bytes]
    failed: set[str]
    total: int

    @property
    def complete(self) -> bool:
        """Nothing is left to make: what cannot be is told, and keeps nobody from the rest."""
        return len(self.ready) + len(self.failed) == self.total


def kept_documents(tables: Iterable[Table]) -> Documents:
    """Return the documents that were made before, and make none."""
    return _kept(_files(tables))


def make_documents(
    tables: Iterable[Table],
    seconds: float,
    clock: Callable[[], float],
    failed: Iterable[str] = (),
) -> Documents:
    """Return the documents kept, and those that can be made in so many seconds: one at least.

    Those that `failed` are not tried again.
    """
    files = _files(tables)
    ready = _kept(files).ready
    given_up = (files.keys() - ready.keys()) & set(failed)
    end = clock() + seconds
    for name in [name for name in files if name not in ready and name not in given_up]:
        content = _tried(files[name].make)
        if content is None:
            given_up.add(name)
        else:
            ready[name] = content
        if clock() >= end:
            break
    return Documents(ready, given_up, len(files))


def _files(tables: Iterable[Table]) -> dict[str, File]:
    return {name: file for table in tables for name, file in table.files.items()}


def _kept(files: dict[str, File]) -> Documents:
    kept = {name: _tried(file.kept) for name, file in files.items()}
    ready = {name: content for name, content in kept.items() if content is not None}
    return Documents(ready, set(), len(files))


def _tried(content: Callable[[], bytes | None]) -> bytes | None:
    """Return a document, or nothing where anything at all prevents it.

    The log tells why, and no name: that of a certificate says whose it is.
    """
    try:
        return content()
    except Exception:
        logger.exception("a document of an archive cannot be made")
        return None


def archive_of(tables: Sequence[Table], documents: Documents) -> bytes:
    """Return a ZIP of the tables and of their documents, which says what could not be made."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_("READ-ME.txt"), _read_me(tables, documents))
        archive.writestr(_("my-data.json"), _json(tables, documents))
        for table in tables:
            archive.writestr(f"{table.name}.csv", _csv(table))
            for name in table.files.keys() & documents.ready.keys():
                archive.writestr(name, documents.ready[name])
    return output.getvalue()


def in_words(cell: Cell) -> object:
    """Return a cell as people read it; a number stays one."""
    if isinstance(cell, datetime.datetime):
        return date_format(cell, "SHORT_DATETIME_FORMAT")
    if isinstance(cell, bool):
        return _("yes") if cell else _("no")
    return "" if cell is None else cell


def _csv(table: Table) -> str:
    return csv_text(table.columns, [[in_words(cell) for cell in row] for row in table.rows])


def _json(tables: Sequence[Table], documents: Documents) -> str:
    content = {
        table.name: {
            "title": table.title,
            "purpose": table.purpose,
            "rows": table.records(),
            "documents_not_made": sorted(table.files.keys() & documents.failed),
        }
        for table in tables
    }
    return json.dumps(content, ensure_ascii=False, indent=2, default=str)


def _read_me(tables: Sequence[Table], documents: Documents) -> str:
    lines = [
        _("Everything this site holds about you, as tables (CSV) and for programs (JSON)."),
        *(f"{table.name}.csv: {table.title}. {table.purpose}" for table in tables),
    ]
    if documents.failed:
        lines += [
            _(
                "These documents are missing: an error on our side kept us from making them. What "
                "they say is in the tables. Ask for the archive again in a few days; if they are "
                "still missing, write to the address that the page “Personal data” gives."
            ),
            "\n".join(sorted(documents.failed)),
        ]
    return "\n\n".join(lines) + "\n"
