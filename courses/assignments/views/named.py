"""Who has done what is asked, by name, to the managers of an organisation that follows so."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from courses.assignments.models import Assignment
from courses.assignments.named import COLUMNS, named_rows
from elearning.lib.spreadsheets import csv_text


@require_safe
@never_cache
@login_required
def names(request, assignment_id):
    """List the people who gave their name: done or not yet, and the day."""
    assignment = _named(request, assignment_id)
    context = {"assignment": assignment, "rows": named_rows(assignment)}
    return render(request, "assignments/names.html", context)


@require_safe
@never_cache
@login_required
def names_csv(request, assignment_id):
    """Send the same list as a table."""
    rows = [row.cells for row in named_rows(_named(request, assignment_id))]
    headers = {"Content-Disposition": 'attachment; filename="suivi.csv"'}
    text = csv_text(COLUMNS, rows)
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)


def _named(request, assignment_id) -> Assignment:
    managed = Assignment.objects.managed_by(request.user).with_naming().filter(is_named=True)
    return get_object_or_404(managed.select_related("organisation", "path"), pk=assignment_id)
