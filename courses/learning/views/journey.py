"""The learner's own pages: what is begun and done, and the certificate to ask for."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from courses.certificates.models import Certificate
from courses.learning import actions
from courses.learning.forms import HolderForm
from courses.learning.journey import journey_of, module_row
from courses.learning.models import Completion
from courses.models import ModulePage
from elearning.accounts.learners import current_learner, owner


@require_safe
@never_cache
def journey(request):
    """Show what this learner has begun and done."""
    return render(request, "learning/journey.html", journey_of(current_learner(request)))


@require_safe
@never_cache
def module_progress(request, module_id):
    """Show where this learner is in a module, and the one thing to do next."""
    module = get_object_or_404(ModulePage.objects.live().select_related("quiz"), pk=module_id)
    row = module_row(current_learner(request), module)
    return render(request, "learning/module_progress.html", {"row": row, "module": module})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def certificate_request(request, module_id):
    """Ask the name of the holder once, and give the certificate of a completed module."""
    completions = Completion.objects.filter(
        **owner(request), module=module_id, earned_by=Completion.EarnedBy.QUIZ
    )
    completion = get_object_or_404(completions.select_related("module__quiz", "learner"))
    held = Certificate.objects.held_by(completion.learner)
    if certificate := held.filter(
        subject=completion.module.certificate_subject, state=Certificate.State.VALID
    ).first():
        return redirect(certificate)
    form = HolderForm(request.POST or None, initial={"name": _known_name(request, held)})
    if form.is_valid():
        name, name_shown = form.cleaned_data["name"], form.cleaned_data["name_shown"]
        return redirect(actions.issue_certificate(completion, name, timezone.now(), name_shown))
    context = {"form": form, "module": completion.module}
    return render(request, "learning/certificate_request.html", context)


def _known_name(request, held) -> str:
    """Return the name this person has already given, so that nobody types it twice."""
    latest = held.order_by("-issued_at").values_list("holder_name", flat=True).first()
    return latest or getattr(request.user, "get_full_name", str)()
