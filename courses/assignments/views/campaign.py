"""One campaign, as its manager follows it: pictures, tables, a page for the council, sessions."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from courses.assignments import actions
from courses.assignments.follow_up import AssignmentRow, followed
from courses.assignments.forms import SessionForm
from courses.assignments.models import Assignment
from courses.assignments.pictures import pictures_of
from courses.assignments.views.tables import table
from elearning.lib.spreadsheets import KINDS

STYLES = settings.BASE_DIR / "static" / "css" / "summary.css"


@require_safe
@never_cache
@login_required
def assignment(request, assignment_id):
    """Show how far people are, in four pictures, and what may be done about it."""
    return _show(request, _managed(request, assignment_id), SessionForm())


@require_safe
@never_cache
@login_required
def picture_table(request, assignment_id, picture, kind):
    """Send what a picture draws as a table: CSV, XLSX or ODS."""
    found = _managed(request, assignment_id)
    drawn = next((one for one in pictures_of(found) if one.key == picture), None)
    if drawn is None:
        raise Http404
    return table(picture, kind, drawn.columns, drawn.rows)


@require_safe
@never_cache
@login_required
def summary(request, assignment_id):
    """Send the same figures on one page, for a council."""
    from weasyprint import CSS, HTML  # noqa: PLC0415  (seconds to import, and it needs Pango)

    found = _managed(request, assignment_id)
    if found.is_named:
        raise Http404
    html = render_to_string("assignments/summary.html", _facts(found), request)
    pdf = HTML(string=html).write_pdf(pdf_variant="pdf/ua-1", stylesheets=[CSS(STYLES)])
    headers = {"Content-Disposition": 'attachment; filename="bilan.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


@require_POST
@never_cache
@login_required
def record_session(request, assignment_id):
    """Note that people did it together, and make the code that those on the site type."""
    found = _managed(request, assignment_id)
    form = SessionForm(request.POST)
    if found.ended_at:
        messages.error(request, _("This path is asked no more: no session is noted."))
        return redirect("assignment", found.pk)
    if not form.is_valid():
        return _show(request, found, form)
    form.instance.assignment = found
    session = actions.record_session(form.instance, request.user, timezone.now())
    words = _("Read this code aloud: %(code)s. Each person types it in “What I have to do”.")
    messages.success(request, words % {"code": session.readable_code})
    return redirect("assignment", found.pk)


def _managed(request, assignment_id) -> Assignment:
    managed = followed(Assignment.objects.managed_by(request.user))
    return get_object_or_404(managed.select_related("organisation"), pk=assignment_id)


def _facts(found: Assignment) -> dict:
    return {
        "assignment": found,
        "organisation": found.organisation,
        "row": AssignmentRow(found),
        "pictures": pictures_of(found),
    }


def _show(request, found: Assignment, form):
    context = _facts(found) | {
        "form": form,
        "kinds": list(KINDS),
        "sessions": found.sessions.order_by("-held_on", "-pk"),
        "before": found.follows,
    }
    return render(request, "assignments/assignment.html", context)
