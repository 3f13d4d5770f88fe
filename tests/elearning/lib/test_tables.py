"""Tables that people send: read as a spreadsheet writes them, refused when made to harm."""

import contextlib
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from elearning.lib import tables
from elearning.lib.tables import TooLong, Unreadable, read_table


def xlsx(*rows, place=None):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    if place:
        book.active[place] = "loin"
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def with_sheet(xml):
    """Return an XLSX whose sheet is this XML."""
    output = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx(["a"]))) as before, zipfile.ZipFile(output, "w") as after:
        for name in before.namelist():
            is_sheet = name == "xl/worksheets/sheet1.xml"
            after.writestr(name, xml if is_sheet else before.read(name))
    return output.getvalue()


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "cp1252", "utf-16"])
def test_a_csv_is_read_as_spreadsheets_write_it(delimiter, encoding):
    text = f"Prénom{delimiter}Courriel\r\n\r\nZoé{delimiter} zoe@mairie.example \r\n"

    rows = read_table(text.encode(encoding), 10)

    assert rows == [(1, ["Prénom", "Courriel"]), (3, ["Zoé", "zoe@mairie.example"])]


def test_an_xlsx_gives_its_values_and_the_number_of_its_rows():
    rows = read_table(xlsx(["Courriel", 12], [], [None, "zoe@mairie.example"]), 10)

    assert [(number, cells[:2]) for number, cells in rows] == [
        (1, ["Courriel", "12"]),
        (3, ["", "zoe@mairie.example"]),
    ]


def test_a_formula_is_never_computed():
    assert read_table(xlsx(["=1+1", "a"]), 10)[0][1][:2] == ["", "a"]


def test_a_lonely_cell_in_the_last_corner_costs_nothing():
    assert [number for number, _ in read_table(xlsx(["a"], place="XFD9000"), 10)] == [1]


@pytest.mark.parametrize("content", [b"a\n" * 11, xlsx(*(["a"] for _ in range(11)))])
def test_too_many_lines_are_refused_and_not_cut(content):
    with pytest.raises(TooLong):
        read_table(content, 10)
    assert len(read_table(content, 11)) == 11


def test_too_many_bytes_are_refused():
    with pytest.raises(TooLong):
        read_table(b"a" * (tables.MOST_BYTES + 1), 10)


def bomb():
    output = io.BytesIO(xlsx(["a"]))
    with zipfile.ZipFile(output, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/big", b"0" * (tables.MOST_UNPACKED + 1))
    return output.getvalue()


def crowd():
    output = io.BytesIO(xlsx(["a"]))
    with zipfile.ZipFile(output, "a") as archive:
        for number in range(tables.MOST_FILES):
            archive.writestr(f"xl/{number}", b"")
    return output.getvalue()


def lying_bomb():
    """Return a ZIP whose sheet unpacks to more than it declares."""
    sheet = b"<worksheet><sheetData>" + b" " * 30_000_000
    output = io.BytesIO(xlsx(["a"]))
    with zipfile.ZipFile(output, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet2.xml", sheet)
    return output.getvalue().replace(len(sheet).to_bytes(4, "little"), (9).to_bytes(4, "little"))


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {after} "{f"&{before};" * 10}">'
        for before, after in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]><worksheet><sheetData><row><c t='inlineStr'><is><t>&i;</t></is></c></row>"
    + "</sheetData></worksheet>"
)


@pytest.mark.parametrize(
    "content",
    [
        b"\xd0\xcf\x11\xe0" + b"\x81" * 40,
        b"\x89PNG\r\n\x1a\n\0\0",
        b"PK\x03\x04",
        b"PK nonsense",
        xlsx(["a"])[:-30],
        bomb(),
        crowd(),
        with_sheet("<worksheet"),
        with_sheet(LAUGHS),
    ],
    ids=[
        "old excel",
        "picture",
        "no zip",
        "nonsense",
        "cut",
        "bomb",
        "many files",
        "no xml",
        "billion laughs",
    ],
)
def test_what_is_no_table_or_made_to_harm_is_refused(content):
    with pytest.raises(Unreadable):
        read_table(content, 10)


def test_an_entity_reads_no_file_of_the_server(tmp_path):
    (tmp_path / "secret").write_text("mot de passe")
    sheet = (
        f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{tmp_path}/secret">]><worksheet><sheetData><row>'
        "<c t='inlineStr'><is><t>&e;</t></is></c></row></sheetData></worksheet>"
    )

    with pytest.raises(Unreadable):
        read_table(with_sheet(sheet), 10)


def test_a_zip_that_lies_about_its_size_is_unpacked_no_further():
    assert read_table(lying_bomb(), 10) == [(1, ["a", *[""] * (tables.MOST_COLUMNS - 1)])]


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content):
    with contextlib.suppress(Unreadable, TooLong):
        read_table(content, 10)


@given(st.binary(max_size=300))
def test_any_zip_is_read_or_refused(content):
    with pytest.raises(Unreadable):
        read_table(b"PK" + content, 10)
