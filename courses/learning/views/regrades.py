"""A corrected key applied to answers already given: seen first, then done, from the editor."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin.auth import permission_required

from courses.learning import regrading
from courses.learning.forms import RegradeForm
from quizzes.models import Question, Regrade
from quizzes.regrading import CannotRegrade


@permission_required("quizzes.publish_question")
@require_http_methods(["GET", "HEAD", "POST"])
def regrade(request, question_id):
    """Show what the published key changes to the results of those who answered before it."""
    questions = Question.objects.select_related("current_version")
    question = get_object_or_404(questions, pk=question_id, current_version__isnull=False)
    form = RegradeForm(request.POST if request.method == "POST" else None)
    context = {"question": question, "form": form, "past": _past(question)}
    try:
        if form.is_valid():
            regrading.regrade(question, by=request.user, **form.cleaned_data, now=timezone.now())
            messages.success(request, _("The answers have been marked again."))
            return redirect("regrade", question.pk)
        context["effect"] = regrading.preview(question)
    except CannotRegrade as refused:
        context["incompatible"] = sorted(version.number for version in refused.versions)
    return render(request, "learning/regrade.html", context | _header(question))


def _past(question: Question):
    regrades = Regrade.objects.filter(version__question=question)
    return regrades.select_related("version", "by").with_counts()


def _header(question: Question) -> dict:
    editor = reverse("wagtailsnippets_quizzes_question:edit", args=[question.pk])
    places = [
        (reverse("wagtailadmin_home"), _("Home")),
        (editor, str(question)),
        ("", _("Regrade")),
    ]
    return {
        "breadcrumbs_items": [{"url": url, "label": label} for url, label in places],
        "header_title": _("Regrade"),
        "header_icon": "rotate",
    }
