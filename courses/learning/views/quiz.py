"""An attempt, one question a page: asked, answered, explained, and its result."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from courses.learning import actions
from courses.learning.conditions import time_left
from courses.learning.results import answers_to_read, result_of
from courses.models import ModulePage
from elearning.accounts.learners import owner
from elearning.cms import page_cache
from quizzes import presentation
from quizzes.actions import OutOfTurn, TimeIsUp
from quizzes.engine.errors import BlankAnswer, InvalidAnswer
from quizzes.models import Attempt, QuestionVersion


def attempt_of(request, attempt_id) -> Attempt:
    """Return an attempt of this request's learner; an overdue one is shown as submitted."""
    try:
        attempt = Attempt.objects.under_its_rules(pk=attempt_id, **owner(request))
    except Attempt.DoesNotExist as missing:
        raise Http404 from missing
    if attempt.is_overdue(timezone.now()):
        attempt.close(attempt.deadline)
    return attempt


def module_of(attempt: Attempt) -> ModulePage | None:
    return ModulePage.objects.of_quiz(attempt.quiz_id)


@page_cache.kept
def _module_above(quiz_id: int) -> ModulePage | None:
    """Return what a question says of its module: its title and its address."""
    return ModulePage.objects.only("title", "url_path", "locale").of_quiz(quiz_id)


def posted(request) -> dict[str, list[str]]:
    """Return the posted answer: every field but the token's."""
    return {name: values for name, values in request.POST.lists() if name != "csrfmiddlewaretoken"}


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


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def question(request, attempt_id, number):
    """Ask a question, or explain the answer that it was given where that is done at once."""
    if request.method == "POST":
        return _record(request, attempt_id, number)
    attempt = attempt_of(request, attempt_id)
    if not 1 <= number <= attempt.length:
        raise Http404
    given = attempt.given()
    response = given.get(number - 1)
    if response and attempt.edition.rules.explains_at_once:
        return _explain(request, attempt, number, response)
    if not attempt.is_open:
        return redirect("result", attempt.pk)
    if not attempt.asks(number - 1, len(given)):
        return redirect("question", attempt.pk, len(given) + 1)
    return _ask(request, attempt, number, response)


def _record(request, attempt_id, number):
    try:
        recorded = actions.answer(
            attempt_id, owner(request), number - 1, posted(request), timezone.now()
        )
    except Attempt.DoesNotExist as missing:
        raise Http404 from missing
    except OutOfTurn:
        return redirect("attempt", attempt_id)
    except TimeIsUp:
        return _with_flag(redirect("result", attempt_id), "tard")
    except BlankAnswer as refused:
        attempt = attempt_of(request, attempt_id)
        return _ask(request, attempt, number, attempt.given().get(number - 1), refused)
    except InvalidAnswer:
        return render(request, "400.html", status=400)
    attempt = recorded.response.attempt
    page = redirect(_page_after(attempt, number))
    is_kept = recorded.already and attempt.edition.rules.navigation == "forward"
    return _with_flag(page, "deja") if is_kept else page


def _page_after(attempt, number) -> str:
    """Return where an answer leads: its explanation, the next question, what is left, the end."""
    rules = attempt.edition.rules
    if rules.explains_at_once:
        return reverse("question", args=[attempt.pk, number])
    if not attempt.is_open:
        return reverse("result", args=[attempt.pk])
    if number < attempt.length:
        return reverse("question", args=[attempt.pk, number + 1])
    return reverse("review" if rules.review else "attempt", args=[attempt.pk])


def _with_flag(page, flag):
    page["Location"] += f"?{flag}"
    return page


def _ask(request, attempt, number, answered=None, refused=None):
    if not attempt.is_open:
        return _with_flag(redirect("result", attempt.pk), "tard")
    version = QuestionVersion.kept(attempt.drawn[number - 1])
    answer = answered.answer if answered else None
    context = presentation.asked(attempt, version, number - 1, answer, refused) | {
        "number": number,
        "total": attempt.length,
        "module": _module_above(request, attempt.quiz_id),
        "time_left": time_left(attempt, timezone.now()),
        "already_answered": "deja" in request.GET,
        "draw": attempt.draws[number - 1],
    }
    return render(request, "learning/question.html", context | _ways_around(attempt, number))


def _ways_around(attempt, number) -> dict:
    """Return the addresses of the questions beside this one, where one may go to them."""
    rules = attempt.edition.rules
    if rules.navigation == "forward":
        return {}
    return {
        "previous_url": reverse("question", args=[attempt.pk, number - 1]) if number > 1 else "",
        "following_url": reverse("question", args=[attempt.pk, number + 1])
        if number < attempt.length
        else "",
        "review_url": reverse("review", args=[attempt.pk]) if rules.review else "",
    }


def _explain(request, attempt, number, response):
    is_last = number == attempt.length
    response.marked_with = QuestionVersion.kept(response.marked_with_id)
    context = presentation.explained(response) | {
        "number": number,
        "total": attempt.length,
        "module": _module_above(request, attempt.quiz_id),
        "already_answered": "deja" in request.GET,
        "time_left": time_left(attempt, timezone.now()) if attempt.is_open else None,
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
    attempt = attempt_of(request, attempt_id)
    if attempt.submitted_at is None:
        return redirect("attempt", attempt.pk)
    context = {"module": module_of(attempt), "too_late": "tard" in request.GET}
    if attempt.is_awaiting:
        context |= {"to_read": answers_to_read(attempt)}
        return render(request, "learning/awaiting.html", context)
    context |= result_of(attempt, context["module"], timezone.now())
    return render(request, "learning/result.html", context)
