"""How quizzes and questions fare, for trainers: nobody's answers, computed beforehand."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, F, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.auth import permission_required

from elearning.lib.spreadsheets import csv_text
from quizzes.models import Category, Flag, ItemReport, Question, Quiz, QuizReport
from quizzes.reports import presentation
from quizzes.reports.flags import handle

FLAGS_A_PAGE = 50

for_trainers = permission_required("quizzes.change_question")


def _page(request, template: str, title: str, above: list[tuple[str, str]], context: dict):
    """Render a page of the editor, with the way back to what is above it."""
    home = [(reverse("wagtailadmin_home"), _("Home"))]
    places = [*home, *above, ("", title)]
    return render(
        request,
        template,
        {
            "breadcrumbs_items": [{"url": url, "label": label} for url, label in places],
            "header_title": title,
            "header_icon": "history",
        }
        | context,
    )


def _all_quizzes() -> tuple[str, str]:
    return reverse("statistics"), _("Statistics")


def _items(user):
    found = ItemReport.objects.open_to(user)
    return found.select_related("quiz", "version__question")


def _question_of(user, pk) -> Question:
    """Return a question that somebody may write, or answer 404."""
    found = Question.objects.filter(category__in=Category.objects.open_to(user))
    return get_object_or_404(found, pk=pk)


@for_trainers
@require_safe
def quizzes(request):
    """List the quizzes with what is to be looked at in each."""
    amiss = Q(
        quiz__item_reports__severity__gt=0,
        quiz__item_reports__version=F("quiz__item_reports__version__question__current_version"),
    )
    reports = QuizReport.objects.filter(quiz__in=Quiz.objects.open_to(request.user).values("pk"))
    reports = reports.select_related("quiz").annotate(
        amiss=Count("quiz__item_reports", filter=amiss)
    )
    context = {"reports": reports.order_by("quiz__title", "pk")}
    return _page(request, "quizzes/reports/quizzes.html", _("Statistics"), [], context)


@for_trainers
@require_safe
def quiz(request, quiz_id):
    """Show the scores of a quiz and its questions, those to look at first."""
    quiz = get_object_or_404(Quiz.objects.open_to(request.user), pk=quiz_id)
    report = QuizReport.objects.filter(quiz=quiz).first() or QuizReport(quiz=quiz, attempts=0)
    items = _items(request.user).filter(quiz=quiz).worst_first()
    context = presentation.quiz_page(report, items) | {"quiz": quiz}
    return _page(request, "quizzes/reports/quiz.html", quiz.title, [_all_quizzes()], context)


@for_trainers
@require_safe
def questions_csv(request, quiz_id):
    """Send the questions of a quiz with their figures, for a spreadsheet."""
    quiz = get_object_or_404(Quiz.objects.open_to(request.user), pk=quiz_id)
    items = _items(request.user).filter(quiz=quiz).worst_first()
    text = csv_text(presentation.csv_columns(), presentation.csv_rows(items))
    return HttpResponse(
        text,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{quiz.slug}.csv"'},
    )


@for_trainers
@require_safe
def item(request, quiz_id, version_id):
    """Show the figures of a version of a question, and who gave which answer."""
    report = get_object_or_404(_items(request.user), quiz=quiz_id, version=version_id)
    above = [
        _all_quizzes(),
        (reverse("quiz_statistics", args=[report.quiz_id]), report.quiz.title),
    ]
    row = presentation.item_row(report)
    context = row | {"item": row, "answers": presentation.answers_table(report)}
    return _page(request, "quizzes/reports/item.html", str(report.version.question), above, context)


@for_trainers
@require_safe
def question(request, question_id):
    """Show a question in every quiz and version, or the only one there is."""
    question = _question_of(request.user, question_id)
    reports = list(
        _items(request.user)
        .filter(version__question=question)
        .order_by("-version__number", "quiz__title")
    )
    if len(reports) == 1:
        return redirect("item_statistics", reports[0].quiz_id, reports[0].version_id)
    context = {"items": [presentation.item_row(report) for report in reports]}
    return _page(request, "quizzes/reports/question.html", str(question), [_all_quizzes()], context)


@for_trainers
@require_safe
def flags(request):
    """List what learners report of questions and nobody has handled, the latest first."""
    found = Flag.objects.to_handle().open_to(request.user)
    found = found.select_related("response__version__question")
    chosen = request.GET.get("question", "")
    if chosen.isdecimal():
        found = found.on(_question_of(request.user, chosen))
    context = {
        "flags": Paginator(found, FLAGS_A_PAGE).get_page(request.GET.get("p")),
        "linkurl": reverse("flags"),
    }
    return _page(
        request, "quizzes/reports/flags.html", _("Problems reported"), [_all_quizzes()], context
    )


@for_trainers
@require_POST
def handle_flag(request, flag_id):
    """Mark what a learner reported as handled."""
    handle(
        get_object_or_404(Flag.objects.open_to(request.user), pk=flag_id),
        request.user,
        timezone.now(),
    )
    messages.success(request, _("Marked as handled."))
    return redirect("flags")
