"""What people outside the editor do to pages: they propose a sheet."""

import datetime
from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.utils.html import linebreaks
from django.utils.text import slugify
from wagtail.models import Page, Revision

from courses.forms import ProposalForm
from courses.models import OfferIndexPage, SheetIndexPage, SheetPage, TrainingOfferPage
from courses.offers import Offer
from elearning.accounts.models import User
from elearning.lib.sanitize import sanitize


@transaction.atomic
def propose_sheet(
    index: SheetIndexPage, said: Mapping[str, str], today: datetime.date
) -> SheetPage:
    """Keep a proposed sheet as a draft, which enters the review of the list it will stand in.

    Sent twice, by a second click, it is one sheet.
    """
    index = SheetIndexPage.objects.select_for_update().get(pk=index.pk)
    named = {name: said[name] for name in ("title", "summary", "contributor")}
    drafts = SheetPage.objects.child_of(index).filter(live=False, dated_on=today, **named)
    if sent := drafts.first():
        return sent
    sheet = SheetPage(
        **named,
        slug=_free_slug(index, said["title"]),
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


@transaction.atomic
def forget_addresses(sheets: Iterable[SheetPage], contributor: str = "") -> int:
    """Forget who is asked about these sheets, in their past versions too; return how many they are.

    With the words of somebody unnamed, put them in the place of the name that nobody has published.
    """
    sheets = list(sheets)
    for sheet in sheets:
        forgotten = {"contact_email": ""}
        if contributor and not sheet.live:
            forgotten["contributor"] = contributor
        SheetPage.objects.filter(pk=sheet.pk).update(**forgotten)
        versions = list(sheet.revisions.all())
        for version in versions:
            version.content |= forgotten
        Revision.objects.bulk_update(versions, ["content"])
    return len(sheets)


def _body(said: Mapping[str, str]) -> list[dict]:
    blocks = []
    for part in ProposalForm.PARTS:
        if said[part]:
            label = str(ProposalForm.base_fields[part].label)
            text = sanitize(linebreaks(said[part], autoescape=True))
            blocks += [{"type": "heading", "value": label}, {"type": "text", "value": text}]
    return blocks


@transaction.atomic
def import_offers(
    index: OfferIndexPage, offers: Sequence[Offer], by: User | None = None
) -> list[TrainingOfferPage]:
    """Add the offers that are not there yet, as drafts: a person checks each before it is public.

    An offer is known by its address, and one that is there already is left as it is.
    """
    known = set(TrainingOfferPage.objects.values_list("offer_url", flat=True))
    added = []
    for offer in offers:
        if offer.offer_url not in known:
            page = TrainingOfferPage(
                **vars(offer), slug=_free_slug(index, offer.title), live=False, owner=by
            )
            index.add_child(instance=page)
            page.save_revision(user=by, log_action=True)
            added.append(page)
    return added


def _free_slug(index: Page, title: str) -> str:
    slug = slugify(title)[:60] or "page"
    taken = set(index.get_children().values_list("slug", flat=True))
    numbers = (f"{slug}-{number}" for number in range(2, len(taken) + 3))
    return next(each for each in (slug, *numbers) if each not in taken)
