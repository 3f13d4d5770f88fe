"""Sheets, written from the records of files, and read back into them."""

from courses.curriculum import bank, blocks
from courses.curriculum.pages import fields_of
from courses.curriculum.schema.sheets import Sheet
from courses.models import SheetIndexPage, SheetPage

FIELDS = ("slug", "title", "summary", "status", "contributor", "dated_on")


def add_sheet(record: Sheet, index: SheetIndexPage) -> SheetPage:
    return index.add_child(instance=SheetPage(**fields_of(record, FIELDS), live=False))


def write_sheet(page: SheetPage, record: Sheet, loader) -> SheetPage:
    body = blocks.page_body(record.slug, record.body, loader.html)
    return bank.save(page, fields_of(record, FIELDS) | {"body": body})


def read_sheet(page: SheetPage, html) -> Sheet:
    body = blocks.read_body(page.body.get_prep_value(), html, blocks.SHEET_BLOCKS)
    return Sheet(**fields_of(page, FIELDS), body=body)
