"""A module seen as a learner sees it, from the editor: nothing is noted, nothing is counted."""

from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Site

from courses.certificates.models import Certificate, CertificateSettings
from courses.certificates.models.settings import specimen
from courses.curriculum.cms_views import modules_of
from courses.curriculum.trials import UNMARKED, InvalidPoints, Trial, trial_of
from courses.learning.teaching import teaching
from courses.learning.views.questions import posted
from quizzes.engine.errors import BlankAnswer, InvalidAnswer
from quizzes.presentation import feedback_to, form_of, place, what_is_missing

AGENT = "agent"


def _module(request, page_id):
    return get_object_or_404(modules_of(request.user), pk=page_id)


def _trial(request, page_id) -> Trial:
    trial = trial_of(_module(request, page_id))
    if trial is None or not trial.questions:
        raise Http404
    return trial


def _address(request, name: str, *args, points: str = "") -> str:
    kept = {"pour": request.GET.get("pour", ""), "points": points}
    query = urlencode({key: value for key, value in kept.items() if value})
    address = reverse(name, args=args)
    return f"{address}?{query}" if query else address


@require_safe
@never_cache
def module_trial(request, page_id):
    """List all that a learner meets in a module, each with its draft."""
    module = _module(request, page_id)
    trial = trial_of(module)
    questions = trial.questions if trial else []
    context = {
        "module": module,
        "lessons": module.get_children().order_by("path").specific(),
        "trial": trial,
        "is_agent": request.GET.get("pour") == AGENT,
        "start_url": _address(request, "trial_question", page_id, 1),
        "certificate_url": _address(request, "trial_certificate", page_id),
        "all_right": ",".join("1" for _one in questions),
        "all_wrong": ",".join("0" for _one in questions),
        "page_title": _("Try “%(title)s” as a learner") % {"title": module.draft_title},
        "header_icon": "view",
    }
    return render(request, "curriculum/trial/module.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def trial_question(request, page_id, number):
    """Ask a question of the draft of a quiz, and explain the answer; keep nothing."""
    trial = _trial(request, page_id)
    if not 1 <= number <= len(trial.questions):
        raise Http404
    asked, item = trial.questions[number - 1], trial.questions[number - 1].item
    context = place(number, len(trial.questions)) | {
        "draw": asked.draw,
        "trial_url": reverse("module_trial", args=[page_id]),
    }
    if request.method == "POST":
        try:
            answer = item.read(asked.order, posted(request))
        except BlankAnswer as refused:
            missing = {"error": what_is_missing(item), "typed": refused.typed}
            context |= form_of(item, asked.order) | missing
            return render(request, "curriculum/trial/question.html", context)
        except InvalidAnswer:
            return render(request, "400.html", status=400)
        return _answered(request, trial, number, answer, context)
    if shown := request.GET.get("montrer"):
        example = item.example(right=shown == "juste")
        return _explain(request, trial, number, example, context)
    context |= form_of(item, asked.order)
    return render(request, "curriculum/trial/question.html", context)


def _answered(request, trial: Trial, number: int, answer, context):
    if trial.quiz.rules.explains_at_once:
        return _explain(request, trial, number, answer, context)
    return redirect(_next_url(request, trial, number, answer))


def _explain(request, trial: Trial, number: int, answer, context):
    item = trial.questions[number - 1].item
    more = {
        "is_last": number == len(trial.questions),
        "next_url": _next_url(request, trial, number, answer),
    }
    return render(
        request, "curriculum/trial/feedback.html", context | feedback_to(item, answer) | more
    )


def _next_url(request, trial: Trial, number: int, answer) -> str:
    share = trial.questions[number - 1].item.score(answer)
    before = request.GET.get("points", "")
    points = ",".join(filter(None, [before, UNMARKED if share is None else str(share)]))
    if number == len(trial.questions):
        return _address(request, "trial_result", trial.module.pk, points=points)
    return _address(request, "trial_question", trial.module.pk, number + 1, points=points)


@require_safe
@never_cache
def trial_result(request, page_id):
    """Show the result that the points of the address make."""
    trial = _trial(request, page_id)
    try:
        earned = trial.points_of(request.GET.get("points", ""))
    except InvalidPoints as invalid:
        raise Http404 from invalid
    result = trial.result(earned, teaching(request))
    is_passed = result["passed"] is not False
    certificate_url = _address(request, "trial_certificate", page_id) if is_passed else None
    more = {
        "certificate_url": certificate_url,
        "trial_url": reverse("module_trial", args=[page_id]),
    }
    return render(request, "curriculum/trial/result.html", result | more)


@require_safe
@never_cache
def trial_certificate(request, page_id):
    """Show the certificate of a module, issued to nobody."""
    module = _module(request, page_id).get_latest_revision_as_object()
    settings = CertificateSettings.of_default_site()
    settings.site = Site.objects.get(is_default_site=True)
    shown = specimen(settings)
    is_agent = request.GET.get("pour") == AGENT
    identity = Certificate.Identity.CONFIRMED if is_agent else Certificate.Identity.DECLARED
    lines = [{"name": "identity", "label": _("Identity"), "value": identity.label}]
    if is_agent:
        town = {"name": "organisation", "label": _("Organisation"), "value": "Mairie de Valdoire"}
        lines.append(town)
    objectives = [link.objective.statement for link in module.objective_links.all()]
    certificate = {"title": module.title, "objectives": objectives}
    context = shown | {
        "certificate": shown["certificate"] | certificate,
        "lines": [*shown["lines"], *lines],
        "trial_url": reverse("module_trial", args=[page_id]),
    }
    return render(request, "curriculum/trial/certificate.html", context)
