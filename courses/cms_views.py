"""Training offers from a file, in the editor: read first, then added as drafts."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from courses import actions, offers
from courses.forms import OffersForm
from courses.models import OfferIndexPage


@require_http_methods(["GET", "HEAD", "POST"])
def import_offers(request, number):
    """Show what a file of offers holds, or what is wrong with it, line by line; then add them."""
    index = get_object_or_404(OfferIndexPage, pk=number)
    if not index.permissions_for_user(request.user).can_add_subpage():
        raise PermissionDenied
    form = OffersForm(request.POST or None, request.FILES or None)
    context = {"form": form, "columns": ";".join(offers.COLUMNS)}
    if form.is_valid():
        text = form.cleaned_data["file"] or form.cleaned_data["text"]
        reading = offers.read(text, timezone.localdate())
        if form.cleaned_data["text"] and not reading.faults:
            added = actions.import_offers(index, reading.offers, by=request.user)
            messages.success(request, _told(len(added)))
            return redirect("wagtailadmin_explore", index.pk)
        context |= {
            "offers": reading.offers,
            "faults": [(fault.line, _(fault.message) % fault.params) for fault in reading.faults],
            "confirmation": OffersForm(initial={"text": text}),
        }
    return render(request, "courses/cms/import_offers.html", context | _header(index))


def _told(number: int) -> str:
    said = ngettext(
        "%(number)d offer added as a draft: read it, then publish it.",
        "%(number)d offers added as drafts: read each, then publish it.",
        number,
    )
    return said % {"number": number}


def _header(index: OfferIndexPage) -> dict:
    title = _("Import offers")
    places = [(reverse("wagtailadmin_explore", args=[index.pk]), index.title), ("", title)]
    return {
        "breadcrumbs_items": [{"url": url, "label": label} for url, label in places],
        "header_title": title,
        "header_icon": "upload",
    }
