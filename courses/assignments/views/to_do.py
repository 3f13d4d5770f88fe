"""What a person's organisations ask of them."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from courses.assignments import actions
from courses.assignments.duties import duties_of
from courses.assignments.forms import ShareForm
from courses.assignments.models import Assignment
from elearning.accounts.learners import current_learner
from elearning.organisations.recognising import recognised


@require_safe
@never_cache
def to_do(request):
    """Show what the organisations of this person ask, by when, and what to go on with."""
    duties = duties_of(current_learner(request), timezone.localdate())
    context = {"duties": duties, "recognised": recognised(request.user)}
    return render(request, "assignments/to_do.html", context)


@require_POST
@never_cache
def share_completion(request, assignment_id):
    """Let an organisation count a path completed before it asked for it, or no longer."""
    learner = current_learner(request)
    asked = Assignment.objects.asked_of(learner, timezone.localdate())
    assignment = get_object_or_404(asked if learner else asked.none(), pk=assignment_id)
    form = ShareForm(request.POST)
    form.full_clean()
    actions.share(assignment, learner, form.cleaned_data["agrees"], timezone.now())
    messages.success(request, _("Your choice is kept."))
    return redirect("to_do")
