"""How a module fares, for those who write it: counted, drawn, and corrected from."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from courses.curriculum.cms_views import modules_of
from courses.learning import figures
from elearning.lib.spreadsheets import csv_text
from quizzes.models import Quiz


@require_safe
def module_figures(request, page_id):
    """Show how many begin a module, where they stop, and what they learn."""
    module = get_object_or_404(modules_of(request.user), pk=page_id)
    draft = module.get_latest_revision_as_object()
    context = {
        "module": module,
        "announced": draft.duration,
        "quiz": Quiz.objects.open_to(request.user).filter(pk=module.quiz_id).first(),
        "figures": figures.figures_of(module),
        "objectives": figures.objectives_of(module),
        "flags": figures.flags_of(module, request.user),
        "page_title": _("Figures of “%(title)s”") % {"title": module.draft_title},
        "header_icon": "history",
    }
    return render(request, "curriculum/figures.html", context)


@require_safe
def module_figures_csv(request, page_id):
    """Send the same figures for a spreadsheet."""
    module = get_object_or_404(modules_of(request.user), pk=page_id)
    stages = figures.figures_of(module).stages
    rows = [(one.label, one.reached, one.percent, one.lost) for one in stages]
    rows += [
        (one["label"], one["answers"], one["percent"], "") for one in figures.objectives_of(module)
    ]
    columns = [_("Part of the module"), _("Number"), _("Percent"), _("Stopped before it")]
    response = HttpResponse(csv_text(columns, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{module.slug}.csv"'
    return response


@require_POST
def announce_duration(request, page_id):
    """Keep a draft that announces the time that learners really take."""
    module = get_object_or_404(modules_of(request.user), pk=page_id)
    minutes = figures.figures_of(module).minutes
    if minutes is None:
        raise Http404
    figures.announce(module, minutes, request.user)
    messages.success(
        request, _("The draft announces %(minutes)d minutes: publish it.") % {"minutes": minutes}
    )
    return redirect("module_board", module.pk)
