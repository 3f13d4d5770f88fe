"""The archive of what is held about a person: one JSON file, CSV files, and documents."""

import datetime
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from elearning.dates import date_format
from elearning.lib.personal_data import Cell, File, Table
from elearning.lib.spreadsheets import csv_text


@dataclass(frozen=True)
class Documents:
    """The documents of some tables that are ready, by name, out of so many."""

    ready: dict[str, bytes]
    total: int

    @property
    def complete(self) -> bool:
        return len(self.ready) == self.total


def kept_documents(tables: Iterable[Table]) -> Documents:
    """Return the documents that were made before, and make none."""
    return _kept(_files(tables))


def make_documents(
    tables: Iterable[Table], seconds: float, clock: Callable[[], float]
) -> Documents:
    """Return the documents kept, and those that can be made in so many seconds: one at least."""
    files = _files(tables)
    ready = _kept(files).ready
    end = clock() + seconds
    for name in [name for name in files if name not in ready]:
        ready[name] = files[name].make()
        if clock() >= end:
            break
    return Documents(ready, len(files))


def _files(tables: Iterable[Table]) -> dict[str, File]:
    return {name: file for table in tables for name, file in table.files.items()}


def _kept(files: dict[str, File]) -> Documents:
    kept = {name: file.kept() for name, file in files.items()}
    ready = {name: content for name, content in kept.items() if content is not None}
    return Documents(ready, len(files))


def archive_of(tables: Sequence[Table], documents: Documents) -> bytes:
    """Return a ZIP of the tables and of their documents."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_("READ-ME.txt"), _read_me(tables))
        archive.writestr(_("my-data.json"), _json(tables))
        for table in tables:
            archive.writestr(f"{table.name}.csv", _csv(table))
            for name in table.files:
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


def _json(tables: Sequence[Table]) -> str:
    content = {
        table.name: {
            "title": table.title,
            "purpose": table.purpose,
            "rows": table.records(),
        }
        for table in tables
    }
    return json.dumps(content, ensure_ascii=False, indent=2, default=str)


def _read_me(tables: Sequence[Table]) -> str:
    lines = [
        _("Everything this site holds about you, as tables (CSV) and for programs (JSON)."),
        *(f"{table.name}.csv: {table.title}. {table.purpose}" for table in tables),
    ]
    return "\n\n".join(lines) + "\n"
