"""What a person's organisations ask of them."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from courses.assignments import actions, emails
from courses.assignments.duties import duties_of
from courses.assignments.forms import OwnDayForm, SessionCodeForm, ShareForm
from courses.assignments.models import Assignment, Session
from courses.learning.forms import ExtraTimeForm
from courses.learning.journey import journey_of
from elearning.accounts.learners import current_learner, unclaimed
from elearning.cms.limits import Limit, limit
from elearning.organisations.models import Membership
from elearning.organisations.recognising import recognised

CODES = Limit("session-codes", most=60, window=600)  # a whole room behind one address


@require_safe
@never_cache
def journey(request):
    """Show what this learner has begun and done, after what organisations ask and is not done."""
    learner = current_learner(request)
    duties = duties_of(learner, timezone.localdate())
    context = journey_of(learner, timezone.now()) | {
        "has_begun": learner is not None,
        "unclaimed": unclaimed(request),
        "extra_time_form": ExtraTimeForm(instance=learner),
        "duties": [duty for duty in duties if not duty.done],
    }
    return render(request, "learning/journey.html", context)


@require_safe
@never_cache
def to_do(request):
    """Show what the organisations of this person ask, by when, and what to go on with."""
    learner = current_learner(request)
    duties = duties_of(learner, timezone.localdate())
    return _show(request, learner, duties, SessionCodeForm())


def _show(request, learner, duties, form):
    context = {
        "duties": duties,
        "form": form,
        "recognised": recognised(request.user),
        "reminders_url": emails.stop_path(learner) if learner and learner.user_id else "",
        "followed": Membership.objects.current().followed_without_name(learner),
    }
    return render(request, "assignments/to_do.html", context)


@require_POST
@never_cache
def share_completion(request, assignment_id):
    """Let an organisation count a path completed before it asked for it, or no longer."""
    learner = current_learner(request)
    assignment = get_object_or_404(_asked_of(learner), pk=assignment_id)
    form = ShareForm(request.POST)
    form.full_clean()
    actions.share(assignment, learner, form.cleaned_data["agrees"], timezone.now())
    messages.success(request, _("Your choice is kept."))
    return redirect("to_do")


@require_POST
@never_cache
def choose_day(request, assignment_id):
    """Keep another last day for this person alone, whom nobody else sees choose it."""
    learner = current_learner(request)
    assignment = get_object_or_404(_asked_of(learner), pk=assignment_id)
    form = OwnDayForm(request.POST)
    if form.is_valid():
        actions.choose_day(assignment, learner, form.cleaned_data["due_on"])
        messages.success(request, _("Your date is kept. You alone see it."))
    else:
        messages.error(request, form.errors["due_on"][0])
    return redirect("to_do")


@require_POST
@never_cache
@limit(CODES)
def attend(request):
    """Note that this person took part in a session, whose code was read aloud there."""
    learner, today = current_learner(request), timezone.localdate()
    sessions = Session.objects.current(today).filter(assignment__in=_asked_of(learner))
    form = SessionCodeForm(request.POST, sessions=sessions)
    if not form.is_valid():
        return _show(request, learner, duties_of(learner, today), form)
    actions.attend(form.cleaned_data["code"], learner, timezone.now())
    messages.success(request, _("Your part in the session is noted: the path is completed."))
    return redirect("to_do")


def _asked_of(learner):
    asked = Assignment.objects.asked_of(learner, timezone.localdate())
    return asked if learner else asked.none()
