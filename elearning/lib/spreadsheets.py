"""Tables for people: a spreadsheet opens them with their accents, and runs nothing in them."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from xml.sax.saxutils import escape

from openpyxl import Workbook  # type: ignore[import-untyped]

BOM = "\ufeff"  # without it Excel reads UTF-8 as Latin-1
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")


def safe_cell(value: object) -> object:
    """Return the value, with an apostrophe before a text that a spreadsheet would compute."""
    if isinstance(value, str) and value.lstrip(" ").startswith(STARTS_A_FORMULA):
        return f"'{value}"
    return value


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table as CSV, with semicolons as a French spreadsheet expects."""
    output = io.StringIO()
    writer = csv.writer(output, delimiter=";", lineterminator="\r\n")
    writer.writerow([safe_cell(column) for column in columns])
    writer.writerows([_french(safe_cell(cell)) for cell in row] for row in rows)
    return BOM + output.getvalue()


def _french(cell: object) -> object:
    return str(cell).replace(".", ",") if isinstance(cell, float | Decimal) else cell


def csv_file(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    return csv_text(columns, rows).encode()


def xlsx_file(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Return a table as XLSX, numbers as numbers."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in (columns, *rows):
        sheet.append([safe_cell(cell) for cell in row])
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
ODS_NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3"'
)
ODS_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" '
    'manifest:version="1.3"><manifest:file-entry manifest:full-path="/" '
    f'manifest:media-type="{ODS_TYPE}"/><manifest:file-entry manifest:full-path="content.xml" '
    'manifest:media-type="text/xml"/></manifest:manifest>'
)


def ods_file(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Return a table as ODS, numbers as numbers.

    Three small files in a ZIP: the one library for it, odfpy, has had no release since 2020.
    """
    lines = "".join(
        f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>"
        for row in (columns, *rows)
    )
    content = (
        f"<office:document-content {ODS_NAMES}><office:body><office:spreadsheet>"
        f'<table:table table:name="1">{lines}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        archive.writestr("mimetype", ODS_TYPE)  # first and not compressed, says the standard
        for name, text in (("content.xml", content), ("META-INF/manifest.xml", ODS_MANIFEST)):
            archive.writestr(
                name, f'<?xml version="1.0" encoding="UTF-8"?>{text}', zipfile.ZIP_DEFLATED
            )
    return output.getvalue()


def _ods_cell(cell: object) -> str:
    said = escape(str(safe_cell(cell)))
    if isinstance(cell, int | float | Decimal):
        number = f'office:value-type="float" office:value="{said}"'
        return f"<table:table-cell {number}><text:p>{said}</text:p></table:table-cell>"
    return (
        f'<table:table-cell office:value-type="string"><text:p>{said}</text:p></table:table-cell>'
    )


Writer = Callable[[Sequence[str], Iterable[Sequence[object]]], bytes]
KINDS: dict[str, tuple[str, Writer]] = {  # end of the name: type of the file, and what writes it
    "csv": ("text/csv; charset=utf-8", csv_file),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx_file),
    "ods": (ODS_TYPE, ods_file),
}
