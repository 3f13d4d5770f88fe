"""An attempt, one question a page: asked, answered, explained, and its result."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from courses.learning import actions
from courses.learning.results import answers_to_read, result_of, retry_url
from courses.models import ModulePage
from elearning.accounts.learners import owner
from quizzes import presentation
from quizzes.actions import OutOfTurn
from quizzes.engine.errors import BlankAnswer, InvalidAnswer
from quizzes.models import Attempt, QuestionVersion


def _attempt_of(request, attempt_id) -> Attempt:
    attempts = Attempt.objects.filter(**owner(request)).select_related("edition")
    return get_object_or_404(attempts, pk=attempt_id)


def _module_of(attempt: Attempt) -> ModulePage | None:
    return ModulePage.objects.filter(quiz=attempt.quiz_id).first()


def _module_above(attempt: Attempt) -> ModulePage | None:
    """Return what a question says of its module: its title and its address."""
    modules = ModulePage.objects.filter(quiz=attempt.quiz_id)
    return modules.only("title", "url_path", "locale").first()


def _form(request) -> dict[str, list[str]]:
    """Return the posted answer: every field but the token's."""
    return {name: values for name, values in request.POST.lists() if name != "csrfmiddlewaretoken"}


@require_safe
@never_cache
def attempt(request, attempt_id):
    """Go to the question to answer, or to the result."""
    attempt = _attempt_of(request, attempt_id)
    if not attempt.is_open:
        return redirect("result", attempt.pk)
    return redirect("question", attempt.pk, attempt.responses.count() + 1)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def question(request, attempt_id, number):
    """Ask a question, or explain the answer that it was given."""
    if request.method == "POST":
        return _record(request, attempt_id, number)
    attempt = _attempt_of(request, attempt_id)
    if not 1 <= number <= attempt.length:
        raise Http404
    answered = set(attempt.responses.values_list("position", flat=True))
    if number - 1 in answered:
        counted = attempt.responses.counted().select_related("marked_with", "marking")
        return _explain(request, attempt, number, counted.get(position=number - 1))
    if number - 1 > len(answered):
        return redirect("question", attempt.pk, len(answered) + 1)
    return _ask(request, attempt, number)


def _record(request, attempt_id, number):
    try:
        recorded = actions.answer(
            attempt_id, owner(request), number - 1, _form(request), timezone.now()
        )
    except Attempt.DoesNotExist as missing:
        raise Http404 from missing
    except OutOfTurn:
        return redirect("attempt", attempt_id)
    except BlankAnswer as refused:
        return _ask(request, _attempt_of(request, attempt_id), number, refused)
    except InvalidAnswer:
        return render(request, "400.html", status=400)
    page = redirect("question", attempt_id, number)
    if recorded.already:
        page["Location"] += "?deja"
    return page


def _ask(request, attempt, number, refused=None):
    version = get_object_or_404(QuestionVersion, pk=attempt.drawn[number - 1])
    context = presentation.asked(attempt, version, number - 1, refused) | {
        "number": number,
        "total": attempt.length,
        "module": _module_above(attempt),
    }
    return render(request, "learning/question.html", context)


def _explain(request, attempt, number, response):
    is_last = number == attempt.length
    context = presentation.explained(response) | {
        "number": number,
        "total": attempt.length,
        "module": _module_above(attempt),
        "already_answered": "deja" in request.GET,
        "is_last": is_last,
        "report_url": reverse("flag", args=[attempt.pk, number]),
        "next_url": reverse("result", args=[attempt.pk])
        if is_last
        else reverse("question", args=[attempt.pk, number + 1]),
    }
    return render(request, "learning/feedback.html", context)


@require_safe
@never_cache
def result(request, attempt_id):
    """Tell the result in words, by objective, with what to do next."""
    attempt = _attempt_of(request, attempt_id)
    if attempt.is_open:
        return redirect("attempt", attempt.pk)
    if attempt.is_awaiting:
        context = {"module": _module_of(attempt), "to_read": answers_to_read(attempt)}
        return render(request, "learning/awaiting.html", context)
    return render(request, "learning/result.html", result_of(attempt, _module_of(attempt)))


@require_safe
@never_cache
def mistakes(request, attempt_id):
    """Show again every question that was not answered right, explained."""
    attempt = _attempt_of(request, attempt_id)
    if attempt.is_open or attempt.is_awaiting:
        return redirect("attempt", attempt.pk)
    wrong = (
        attempt.responses.counted().filter(points__lt=1).select_related("marked_with", "marking")
    )
    module = _module_of(attempt)
    context = {
        "items": [
            presentation.explained(response) | {"number": response.position + 1}
            for response in wrong
        ],
        "module": module,
        "retry_url": retry_url(attempt, module),
        "result_url": reverse("result", args=[attempt.pk]),
    }
    return render(request, "learning/mistakes.html", context)
