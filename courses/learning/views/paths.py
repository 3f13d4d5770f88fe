"""A path followed: where its learner is, and the one thing to do next."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from courses.learning import actions
from courses.learning.models import PathCompletion
from courses.learning.paths import path_rows
from courses.learning.views.buttons import STARTS
from courses.models import PathPage
from elearning.accounts.learners import current_learner, learner_for_action
from elearning.cms.limits import limit
from elearning.cms.public import same_site_post


@same_site_post
@limit(STARTS)
def follow(request, path_id):
    """Follow a path, then show where it begins; a second time changes nothing."""
    path = get_object_or_404(PathPage.objects.live(), pk=path_id)
    actions.follow_path(path, learner_for_action(request), timezone.now())
    return redirect("path_progress", path.pk)


@require_safe
@never_cache
def path_progress(request, path_id):
    """Show where this learner is in a path, and the one thing to do next."""
    path = get_object_or_404(PathPage.objects.live(), pk=path_id)
    learner = current_learner(request)
    [row] = path_rows([path], learner)
    completions = PathCompletion.objects.filter(learner=learner, path=path)
    completion = completions.order_by("-cycle").first()
    context = {
        "row": row,
        "path": path,
        "gives_certificate": completion is not None and completion.gives_certificate,
    }
    return render(request, "learning/path_progress.html", context)
