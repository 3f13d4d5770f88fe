"""The questions of an attempt, one a page: asked, answered, explained."""

from collections.abc import Mapping
from functools import lru_cache

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from courses.learning import actions
from courses.learning.conditions import time_left
from courses.learning.teaching import module_above
from courses.learning.views.quiz import attempt_of
from elearning.accounts.learners import owner
from quizzes import presentation
from quizzes.actions import OutOfTurn, Recorded, TimeIsUp
from quizzes.engine.errors import BlankAnswer, InvalidAnswer
from quizzes.models import Attempt, QuestionVersion, Response

IN_PLACE = "return=representation"
"""The preference of answer.js (RFC 7240): pages in the answer to a form, in place of a redirect."""


@lru_cache(maxsize=1024)
def address(attempt_id, number: int) -> str:
    """Return where a question is: the pages of an attempt name each several times."""
    return reverse("question", args=[attempt_id, number])


def posted(request) -> dict[str, list[str]]:
    """Return the posted answer: every field but the token's."""
    return {name: values for name, values in request.POST.lists() if name != "csrfmiddlewaretoken"}


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
        return render(request, "learning/feedback.html", _explained(request, attempt, response))
    if not attempt.is_open:
        return redirect("result", attempt.pk)
    if not attempt.asks(number - 1, len(given)):
        return redirect("question", attempt.pk, len(given) + 1)
    return render(request, "learning/question.html", _asked(request, attempt, number, response))


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
        return _ask_again(request, attempt_of(request, attempt_id), number, refused)
    except InvalidAnswer:
        return render(request, "400.html", status=400)
    attempt = recorded.response.attempt
    if recorded.already and attempt.edition.rules.navigation == "forward":
        return _with_flag(redirect(_page_after(attempt, number)), "deja")
    if request.headers.get("Prefer") == IN_PLACE and (pages := _pages_after(request, recorded)):
        return _in_place(request, attempt, pages)
    return redirect(_page_after(attempt, number))


def _ask_again(request, attempt, number, refused):
    if not attempt.is_open:
        return _with_flag(redirect("result", attempt.pk), "tard")
    response = attempt.given().get(number - 1)
    context = _asked(request, attempt, number, response, refused)
    if request.headers.get("Prefer") == IN_PLACE:
        return _in_place(request, attempt, {"learning/question.html": context})
    return render(request, "learning/question.html", context)


def _page_after(attempt, number) -> str:
    """Return where an answer leads: its explanation, the next question, what is left, the end."""
    rules = attempt.edition.rules
    if rules.explains_at_once:
        return address(attempt.pk, number)
    if not attempt.is_open:
        return reverse("result", args=[attempt.pk])
    if number < attempt.length:
        return address(attempt.pk, number + 1)
    return reverse("review" if rules.review else "attempt", args=[attempt.pk])


def _with_flag(page, flag):
    page["Location"] += f"?{flag}"
    return page


def _pages_after(request, recorded: Recorded) -> dict[str, dict]:
    """Return the contexts of the pages that an answer leads to, by template; the end has none.

    The question after an explanation comes with it, but where time runs: it would be shown later.
    """
    response, given = recorded.response, recorded.given
    attempt, following = response.attempt, response.position + 2
    pages = {}
    explains = attempt.edition.rules.explains_at_once
    if explains:
        pages["learning/feedback.html"] = _explained(request, attempt, response)
    if attempt.is_open and following <= attempt.length and not (explains and attempt.deadline):
        answered = given.get(following - 1)
        pages["learning/question.html"] = _asked(request, attempt, following, answered)
    return pages


def _in_place(request, attempt: Attempt, pages: Mapping[str, dict]) -> HttpResponse:
    """Return pages without their frame, each with its address, for answer.js to show."""
    parts = [
        render_to_string(template, context | {"frame": "learning/part.html"}, request)
        for template, context in pages.items()
    ]
    return HttpResponse("".join(parts), headers={"Preference-Applied": IN_PLACE})


def _asked(
    request,
    attempt: Attempt,
    number: int,
    answered: Response | None = None,
    refused: BlankAnswer | None = None,
) -> dict:
    """Return what the page of a question shows."""
    version = QuestionVersion.kept(attempt.drawn[number - 1])
    answer = answered.answer if answered else None
    return (
        presentation.asked(attempt, version, number - 1, answer, refused)
        | _around(request, attempt, number)
        | {"draw": attempt.draws[number - 1], "may_stay": _leads_to_a_question(attempt, number)}
        | _ways_around(attempt, number)
    )


def _leads_to_a_question(attempt, number) -> bool:
    """Return whether an answer leads to a page of this room, which may be shown in place."""
    return attempt.edition.rules.explains_at_once or number < attempt.length


def _ways_around(attempt, number) -> dict:
    """Return the addresses of the questions beside this one, where one may go to them."""
    rules = attempt.edition.rules
    if rules.navigation == "forward":
        return {}
    return {
        "previous_url": address(attempt.pk, number - 1) if number > 1 else "",
        "following_url": address(attempt.pk, number + 1) if number < attempt.length else "",
        "review_url": reverse("review", args=[attempt.pk]) if rules.review else "",
    }


def _explained(request, attempt: Attempt, response: Response) -> dict:
    """Return what the page of an explained answer shows."""
    number = response.position + 1
    is_last = number == attempt.length
    response.marked_with = QuestionVersion.kept(response.marked_with_id)
    return (
        presentation.explained(response)
        | _around(request, attempt, number)
        | {
            "is_last": is_last,
            "report_url": reverse("flag", args=[attempt.pk, number]),
            "next_url": reverse("result", args=[attempt.pk])
            if is_last
            else address(attempt.pk, number + 1),
        }
    )


def _around(request, attempt: Attempt, number: int) -> dict:
    """Return what is told around a question and its explanation: where one is, and until when."""
    return presentation.place(number, attempt.length) | {
        "url": address(attempt.pk, number),
        "module": module_above(request, attempt.quiz_id),
        "already_answered": "deja" in request.GET,
        "time_left": time_left(attempt, timezone.now()) if attempt.is_open else None,
    }
