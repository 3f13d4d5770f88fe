"""The answers of an attempt: reviewed before they are sent, then seen again."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from courses.learning import actions
from courses.learning.answers import answers_of, explained_mistakes, to_review
from courses.learning.conditions import time_left
from courses.learning.results import next_try
from courses.learning.teaching import module_above, teaching
from courses.learning.views.quiz import attempt_of, module_of
from elearning.accounts.learners import owner
from quizzes.actions import OutOfTurn
from quizzes.models import Attempt
from quizzes.outcomes import revealed


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def review(request, attempt_id):
    """Show every answer before they are sent; send them."""
    if request.method == "POST":
        return _send(request, attempt_id)
    attempt = attempt_of(request, attempt_id)
    if not (attempt.is_open and attempt.edition.rules.review):
        return redirect("attempt", attempt.pk)
    items = to_review(attempt)
    context = {
        "items": items,
        "blank": sum(not item["own_answer"] for item in items),
        "module": module_above(request, attempt.quiz_id),
        "time_left": time_left(attempt, timezone.now()),
    }
    return render(request, "learning/review.html", context)


def _send(request, attempt_id):
    try:
        actions.send(attempt_id, owner(request), timezone.now())
    except Attempt.DoesNotExist as missing:
        raise Http404 from missing
    except OutOfTurn:
        return redirect("attempt", attempt_id)
    return redirect("result", attempt_id)


@require_safe
@never_cache
def answers(request, attempt_id):
    """Show again every question of a closed attempt, as it was asked, with its answer."""
    attempt = attempt_of(request, attempt_id)
    if attempt.submitted_at is None:
        return redirect("attempt", attempt.pk)
    told = revealed(attempt, timezone.now())
    context = {
        "items": answers_of(attempt, told),
        "told": told,
        "taken_on": attempt.started_at,
        "module": module_of(request, attempt),
        "result_url": reverse("result", args=[attempt.pk]),
    }
    return render(request, "learning/answers.html", context)


@require_safe
@never_cache
def mistakes(request, attempt_id):
    """Show again every question that was not answered right, explained where it may be."""
    attempt = attempt_of(request, attempt_id)
    now = timezone.now()
    if attempt.submitted_at is None or attempt.is_awaiting:
        return redirect("attempt", attempt.pk)
    if revealed(attempt, now) != "key":
        return redirect("answers", attempt.pk)
    module = module_of(request, attempt)
    context = {
        "items": explained_mistakes(attempt),
        "heading": _("Read the explanations")
        if attempt.passed is None
        else _("Review my mistakes"),
        "module": module,
        "result_url": reverse("result", args=[attempt.pk]),
    } | next_try(attempt, module, teaching(request), now)
    return render(request, "learning/mistakes.html", context)
