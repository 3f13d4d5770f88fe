"""Open answers as a trainer reads them: one after the other, without the learner's name."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from courses.learning import actions
from courses.learning.forms import MarkingForm
from quizzes import presentation
from quizzes.actions import AlreadyMarked
from quizzes.models import Marking, Response

A_PAGE = 50
ALLOWED = "quizzes.add_marking"


def to_mark(user):
    """Return the answers that somebody may mark, those that have waited longest first."""
    found = (
        Response.objects.to_mark()
        .open_to(user)
        .select_related("attempt__quiz", "marked_with__question")
    )
    return found.order_by("attempt__submitted_at", "pk")


def after(response: Response, user) -> Response | None:
    """Return the next answer to mark: a later one, else the oldest of those left behind."""
    sent = response.attempt.submitted_at
    later = Q(attempt__submitted_at__gt=sent) | Q(attempt__submitted_at=sent, pk__gt=response.pk)
    found = to_mark(user)
    return found.filter(later).first() or found.exclude(pk=response.pk).first()


@require_safe
@permission_required(ALLOWED, raise_exception=True)
def answers_to_mark(request):
    """List the answers to mark, and the last ones that were marked."""
    marked = Marking.objects.filter(response__in=Response.objects.open_to(request.user))
    last = marked.select_related("response__marked_with__question", "marked_by")
    context = {
        "page": Paginator(to_mark(request.user), A_PAGE).get_page(request.GET.get("p")),
        "marked": last.order_by("-marked_at")[:10],
        "page_title": _("Answers to mark"),
        "header_icon": "edit",
    }
    return render(request, "learning/marking/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(ALLOWED, raise_exception=True)
def mark_answer(request, response_id):
    """Give an answer its points and a comment, then go to the next one."""
    response = get_object_or_404(to_mark(request.user), pk=response_id)
    following = after(response, request.user)
    form = MarkingForm(request.POST or None, question=response.marked_with.item.content)
    if form.is_valid():
        try:
            actions.mark(response, request.user, *form.marks(), timezone.now())
            messages.success(request, _("The answer is marked."))
        except AlreadyMarked:
            messages.warning(request, _("Somebody else has just marked this answer."))
        return redirect("mark_answer", following.pk) if following else redirect("answers_to_mark")
    context = presentation.explained(response) | {
        "form": form,
        "response": response,
        "left": to_mark(request.user).count(),
        "following": following,
        "page_title": _("Mark an answer"),
        "header_icon": "edit",
    }
    return render(request, "learning/marking/answer.html", context)
