from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods, require_safe

from courses import actions, booklet, search
from courses.forms import ProposalForm
from courses.models import OrientationPage, SheetIndexPage
from elearning.cms.limits import Limit, address_of
from elearning.cms.public import public_page

PROPOSALS = Limit("proposals", most=5, window=3600)
LONGEST_QUERY = 100  # characters


@require_safe
def catalogue(request):
    """List every module by orientation."""
    context = {
        "orientations": OrientationPage.objects.catalogue(),
        "booklet": booklet.kilobytes(),
    }
    return public_page(render(request, "courses/catalogue.html", context))


@require_safe
@cache_control(public=True, max_age=60)
def booklet_file(request):
    """Send the booklet, a PDF, where one was made."""
    try:
        return FileResponse(booklet.opened(), filename=booklet.NAME)
    except FileNotFoundError:
        raise Http404 from None


@require_safe
@never_cache
def search_pages(request):
    """Find pages by words; what is looked for is kept nowhere."""
    query = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    found, more = search.find(query)
    meant = "" if found or not query else search.meant(query)
    context = {"query": query, "pages": found, "meant": meant, "more": more}
    return render(request, "courses/search.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def propose_sheet(request):
    """Ask for a sheet and keep it for review; on a fault everything typed comes back."""
    index = SheetIndexPage.objects.live().first()
    if index is None:
        raise Http404
    form = ProposalForm(request.POST or None)
    if form.is_valid():
        if form.is_from_a_robot:
            return redirect("proposal_thanks")
        if not PROPOSALS.is_reached(address_of(request)):
            PROPOSALS.count(address_of(request))
            actions.propose_sheet(index, form.cleaned_data, timezone.localdate())
            return redirect("proposal_thanks")
        form.add_error(None, _("Too many sheets were sent from here. Try again in an hour."))
    status = 429 if form.is_bound and form.non_field_errors() else 200
    return render(request, "courses/propose.html", {"form": form, "index": index}, status=status)


@require_safe
def proposal_thanks(request):
    """Say what happens to a sheet that was proposed."""
    index = SheetIndexPage.objects.live().first()
    return render(request, "courses/proposal_thanks.html", {"index": index})
