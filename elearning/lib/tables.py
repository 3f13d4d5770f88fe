"""Tables that people send, CSV or XLSX, read within limits."""

import codecs
import csv
import io
import zipfile
from collections.abc import Iterator
from typing import TypeAlias

from openpyxl import load_workbook  # type: ignore[import-untyped]

Rows: TypeAlias = list[tuple[int, list[str]]]  # the number of a row, from 1, and its cells

MOST_BYTES = 1_000_000
MOST_UNPACKED = 10_000_000  # bytes of an XLSX, which is a ZIP, once unpacked
MOST_FILES = 200  # in an XLSX
MOST_COLUMNS = 50
LAST_ROW = 1_048_576  # of a sheet, in every spreadsheet program
ENCODINGS = ("utf-8-sig", "cp1252")  # what French spreadsheets write


class Unreadable(Exception):
    """This is no table, or not one that we agree to read; `row` is where it goes wrong, or 0."""

    def __init__(self, row: int = 0) -> None:
        super().__init__(row)
        self.row = row


class TooLong(Exception):
    """This table has more lines than are taken at once."""


def read_table(content: bytes, most_rows: int, strict: bool = False) -> Rows:
    """Return the lines of a file that say something, those of the first sheet of an XLSX.

    Of a formula, the value is read that the spreadsheet kept. `strict` refuses quotation marks that
    do not come in pairs, which hide the rows below. Raises Unreadable, TooLong.
    """
    if len(content) > MOST_BYTES:
        raise TooLong
    lines = _xlsx_rows(content) if content.startswith(b"PK") else _csv_rows(content, strict)
    rows: Rows = []
    for number, cells in lines:
        if not any(cells):
            continue
        if len(rows) == most_rows:
            raise TooLong
        rows.append((number, cells))
    return rows


def _xlsx_rows(content: bytes) -> Iterator[tuple[int, list[str]]]:
    try:
        _check_size(content)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        # A sheet may say that it is larger than it is: only what we look at is laid out.
        rows = sheet.iter_rows(max_row=LAST_ROW, max_col=MOST_COLUMNS, values_only=True)
        for number, values in enumerate(rows, start=1):
            yield number, ["" if value is None else str(value).strip() for value in values]
    except Unreadable:
        raise
    except Exception as fault:  # openpyxl has none of its own for a file made to harm
        raise Unreadable from fault


def _check_size(content: bytes) -> None:
    """Refuse a ZIP that unpacks to too much: zipfile reads no more than what a file declares."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = archive.infolist()
    if len(files) > MOST_FILES or sum(file.file_size for file in files) > MOST_UNPACKED:
        raise Unreadable


def _csv_rows(content: bytes, strict: bool) -> Iterator[tuple[int, list[str]]]:
    text = _decoded(content)
    first = next(filter(str.strip, text.splitlines()), "")
    delimiter = max(";,\t", key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)
    number = 0
    try:
        for number, values in enumerate(rows, start=1):
            yield number, [value.strip() for value in values[:MOST_COLUMNS]]
    except csv.Error as fault:
        raise Unreadable(number + 1) from fault


def _decoded(content: bytes) -> str:
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if wide else ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Unreadable
