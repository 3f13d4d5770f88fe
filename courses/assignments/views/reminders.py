"""Reminders: a manager asks for them, and whoever gets them may stop them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from courses.assignments import emails, reminding
from courses.assignments.models import Assignment
from elearning.accounts.models import Learner


@require_POST
@never_cache
@login_required
def remind(request, assignment_id):
    """Remind those who have not completed it, without saying who or how many."""
    asked = Assignment.objects.managed_by(request.user)
    assignment = get_object_or_404(asked, pk=assignment_id)
    if not asked.open_on(timezone.localdate()).filter(pk=assignment.pk).exists():
        told = _("Nobody is reminded: this path is not asked yet, or is asked no more.")
        messages.error(request, told)
        return redirect("assignments", assignment.organisation_id)
    reminding.note(assignment, timezone.now())
    messages.success(
        request,
        _(
            "The reminder leaves within working hours, to those who have not completed it and "
            "have had no message for a week. Neither who nor how many is told."
        ),
    )
    return redirect("assignments", assignment.organisation_id)


# A mail program posts here by itself (RFC 8058), without cookie: the signature is the proof.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def stop_reminders(request, token):
    """Stop the reminders of whoever got this link; the page itself changes nothing."""
    learner = _reader(token)
    if request.method == "POST":
        if "again" in request.POST:
            reminding.accept(learner)
        else:
            reminding.refuse(learner, timezone.now())
        if "List-Unsubscribe" not in request.POST:
            return redirect("stop_reminders", token)
    stopped = reminding.are_refused(learner)
    return render(request, "assignments/stop_reminders.html", {"stopped": stopped})


def _reader(token) -> Learner:
    try:
        number = emails.learner_id_of(token)
    except signing.BadSignature:
        raise Http404 from None
    return get_object_or_404(Learner, pk=number)
