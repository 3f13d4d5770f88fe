"""What a manager asks of the people of an organisation, and how many have completed it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.log_actions import log

from courses.assignments import actions, follow_up
from courses.assignments.forms import AssignForm, ChangeForm
from courses.assignments.models import Assignment
from courses.assignments.views.tables import table
from elearning.lib.spreadsheets import KINDS
from elearning.organisations.models import Organisation

ROWS = 20  # on a page


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def assignments(request, organisation_id):
    """List what is asked, with how many have completed it, and ask for one more."""
    organisation = _managed(request, organisation_id)
    form = AssignForm(
        request.POST or None,
        instance=Assignment(organisation=organisation),
        initial={"opens_on": timezone.localdate()},
    )
    if form.is_valid():
        try:
            actions.assign(organisation, form.instance, request.user, timezone.now())
        except actions.AlreadyAsked:
            form.add_error("path", _("You ask for this path already: change its last day instead."))
        except actions.TellsApart as refused:
            form.add_error("path", _tells_apart(refused.other))
        else:
            log(instance=organisation, action="assignments.assign", user=request.user)
            messages.success(request, _("Your people find it in “What I have to do”."))
            return redirect("assignments", organisation.pk)
    asked = follow_up.followed(organisation.assignments.all())
    page = Paginator(asked, ROWS).get_page(request.GET.get("page"))
    context = {
        "organisation": organisation,
        "form": form,
        "page": page,
        "kinds": list(KINDS),
        "rows": [follow_up.AssignmentRow(one) for one in page],
    }
    return render(request, "assignments/assignments.html", context)


@require_safe
@never_cache
@login_required
def assignments_table(request, organisation_id, kind):
    """Send the same list as a table: CSV, XLSX or ODS."""
    organisation = _managed(request, organisation_id)
    asked = follow_up.followed(organisation.assignments.all())
    rows = [follow_up.AssignmentRow(one).cells for one in asked]
    return table("formations", kind, follow_up.COLUMNS, rows)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def change_assignment(request, assignment_id):
    """Change its last day or its words while it runs."""
    asked = Assignment.objects.managed_by(request.user).select_related("organisation", "path")
    found = get_object_or_404(asked, pk=assignment_id)
    form = None if found.ended_at else ChangeForm(request.POST or None, instance=found)
    if form and form.is_valid():
        actions.change(form.instance)
        messages.success(request, _("The change is kept."))
        return redirect("assignment", found.pk)
    context = {"assignment": found, "organisation": found.organisation, "form": form}
    return render(request, "assignments/change.html", context)


@require_POST
@never_cache
@login_required
def end_assignment(request, assignment_id):
    """Ask for it no more."""
    asked = Assignment.objects.managed_by(request.user)
    found = get_object_or_404(asked, pk=assignment_id)
    if actions.end(found, timezone.now()):
        log(instance=found.organisation, action="assignments.end", user=request.user)
    messages.success(request, _("It is asked no more. What people completed stays theirs."))
    return redirect("assignments", found.organisation_id)


def _tells_apart(other: Assignment) -> str:
    told = _(
        "You ask “%(path)s” of %(group)s, and one of the two paths holds all the modules of the "
        "other: the difference of the two figures would tell what a few people did. Stop asking "
        "it, or choose another path."
    )
    return told % {"path": other.path.title, "group": other.group or _("everybody")}


def _managed(request, organisation_id) -> Organisation:
    return get_object_or_404(Organisation.objects.managed_by(request.user), pk=organisation_id)
