"""In the editor: training offers from a file, and where trainers write."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.admin.auth import permission_required

from courses import actions, offers, writing_places
from courses.forms import OffersForm, WritingPlacesForm
from courses.models import OfferIndexPage, OrientationPage
from elearning.accounts.models import User
from elearning.cms.ranks import outranks


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


@permission_required("accounts.change_user")
@require_http_methods(["GET", "HEAD", "POST"])
def give_orientations(request, number):
    """Say in which orientations a trainer writes."""
    user = get_object_or_404(User, pk=number)
    if user == request.user or outranks(user, request.user):
        raise PermissionDenied
    form = WritingPlacesForm(
        request.POST if request.method == "POST" else None,  # nothing ticked, nothing posted
        initial={"orientations": writing_places.given_to(user)},
        orientations=OrientationPage.objects.order_by("path"),
    )
    if form.is_valid():
        writing_places.give(user, form.cleaned_data["orientations"], request.user)
        messages.success(request, _("The orientations of this person are noted."))
        return redirect("wagtailusers_users:edit", user.pk)
    context = {
        "form": form,
        "person": user,
        "page_title": _("Orientations of a trainer"),
        "page_subtitle": user.email,
        "header_icon": "edit",
    }
    return render(request, "courses/cms/give_orientations.html", context)
