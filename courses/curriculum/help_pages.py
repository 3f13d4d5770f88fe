"""The pages of help, written from the records of files, and read back into them."""

from wagtail.models import Page

from courses.curriculum import bank, blocks
from courses.curriculum.pages import fields_of
from courses.curriculum.schema.help import Help
from courses.models import HelpPage
from elearning.cms.models import SiteSettings

FIELDS = ("slug", "title", "lead")


def add_help(record: Help, parent: Page) -> HelpPage:
    return parent.add_child(instance=HelpPage(**fields_of(record, FIELDS), live=False))


def write_help(page: HelpPage, record: Help, loader) -> HelpPage:
    """Write a page of help; the first one is what every page links to, unless somebody chose."""
    body = blocks.page_body(record.slug, record.body, loader.html)
    bank.save(page, fields_of(record, FIELDS) | {"body": body})
    settings = SiteSettings.of_site(page.get_site())
    if settings.help_page is None:
        settings.help_page = page
        settings.save()
    return page


def read_help(page: HelpPage, html) -> Help:
    parent = page.get_parent()
    return Help(
        **fields_of(page, FIELDS),
        parent=parent.slug if parent.specific_class is HelpPage else "",
        body=blocks.read_body(page.body.get_prep_value(), html, blocks.HELP_BLOCKS),
    )
