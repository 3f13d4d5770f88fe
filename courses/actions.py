"""What people outside the editor do to pages: they propose a sheet."""

import datetime
from collections.abc import Mapping

from django.db import transaction
from django.utils.html import linebreaks
from django.utils.text import slugify

from courses.forms import ProposalForm
from courses.models import SheetIndexPage, SheetPage
from elearning.lib.sanitize import sanitize


@transaction.atomic
def propose_sheet(
    index: SheetIndexPage, said: Mapping[str, str], today: datetime.date
) -> SheetPage:
    """Keep a proposed sheet as a draft, which enters the review of the list it will stand in."""
    sheet = SheetPage(
        title=said["title"],
        slug=_free_slug(index, said["title"]),
        summary=said["summary"],
        contributor=said["contributor"],
        contact_email=said["email"],
        dated_on=today,
        body=_body(said),
        live=False,
    )
    index.add_child(instance=sheet)
    sheet.save_revision()
    if workflow := sheet.get_workflow():
        workflow.start(sheet, user=None)
    return sheet


def _body(said: Mapping[str, str]) -> list[dict]:
    blocks = []
    for part in ProposalForm.PARTS:
        if said[part]:
            label = str(ProposalForm.base_fields[part].label)
            text = sanitize(linebreaks(said[part], autoescape=True))
            blocks += [{"type": "heading", "value": label}, {"type": "text", "value": text}]
    return blocks


def _free_slug(index: SheetIndexPage, title: str) -> str:
    slug = slugify(title)[:60] or "fiche"
    taken = set(index.get_children().values_list("slug", flat=True))
    numbers = (f"{slug}-{number}" for number in range(2, len(taken) + 3))
    return next(each for each in (slug, *numbers) if each not in taken)
