"""What the Region sees of who takes part."""

from django.contrib.auth.decorators import permission_required
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from elearning.organisations.participation import by_department, by_epci
from elearning.organisations.rules import SMALLEST_GROUP, counted_until

ALLOWED = "organisations.view_manager"


@require_safe
@permission_required(ALLOWED)
def participation(request):
    """Show how many people take part, by département and by grouping, never fewer than five."""
    until = counted_until(timezone.localtime())
    context = {
        "page_title": _("Participation"),
        "header_icon": "group",
        "tables": [
            (_("By département"), by_department(until)),
            (_("By grouping of communes (EPCI)"), by_epci(until)),
        ],
        "until": until,
        "smallest": SMALLEST_GROUP,
    }
    return render(request, "organisations/participation.html", context)
