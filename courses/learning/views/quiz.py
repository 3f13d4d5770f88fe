"""An attempt: where it has come to, and its result."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from courses.learning.results import answers_to_read, result_of
from courses.learning.teaching import module_above, teaching
from courses.models import ModulePage
from elearning.accounts.learners import owner
from quizzes.models import Attempt


def attempt_of(request, attempt_id, *related: str) -> Attempt:
    """Return an attempt of this request's learner, with what is `related` to it as it stands.

    An overdue one is shown as submitted.
    """
    attempts = Attempt.objects.select_related(*related) if related else Attempt.objects
    try:
        attempt = attempts.under_its_rules(pk=attempt_id, **owner(request))
    except Attempt.DoesNotExist as missing:
        raise Http404 from missing
    if attempt.is_overdue(timezone.now()):
        attempt.close(attempt.deadline)
    return attempt


def module_of(request, attempt: Attempt) -> ModulePage | None:
    """Return the module of the quiz as it stands; the database is not asked where none is kept."""
    if module_above(request, attempt.quiz_id) is None:
        return None
    return ModulePage.objects.of_quiz(attempt.quiz_id)


@require_safe
@never_cache
def attempt(request, attempt_id):
    """Go to the question to answer, to what is left to review, or to the result."""
    attempt = attempt_of(request, attempt_id)
    if attempt.state == Attempt.State.ABANDONED:
        return redirect("journey")
    if not attempt.is_open:
        return redirect("result", attempt.pk)
    position = attempt.next_position
    if position is None:
        return redirect("review", attempt.pk)
    return redirect("question", attempt.pk, position + 1)


@require_safe
@never_cache
def result(request, attempt_id):
    """Tell the result in words, by objective, with what to do next."""
    attempt = attempt_of(request, attempt_id, "quiz")
    if attempt.submitted_at is None:
        return redirect("attempt", attempt.pk)
    context = {"module": module_of(request, attempt), "too_late": "tard" in request.GET}
    if attempt.is_awaiting:
        context |= {"to_read": answers_to_read(attempt)}
        return render(request, "learning/awaiting.html", context)
    context |= result_of(attempt, context["module"], teaching(request), timezone.now())
    return render(request, "learning/result.html", context)
