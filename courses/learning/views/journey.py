"""The learner's own pages: what is begun and done, and the certificate to ask for."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.certificates.forms import HolderForm
from courses.certificates.holders import Holder, known_holder, organisations_of
from courses.learning import issuing
from courses.learning.forms import ExtraTimeForm
from courses.learning.journey import attempts_of, module_row
from courses.learning.models import Completion, PathCompletion
from courses.models import ModulePage, PathPage
from elearning.accounts.learners import (
    current_learner,
    learner_for_action,
    verified_name,
)


@require_safe
@never_cache
def attempts(request):
    """Show the past attempts of this learner, each with its answers."""
    learner = current_learner(request)
    rows = attempts_of(learner, timezone.now()) if learner else []
    return render(request, "learning/attempts.html", {"attempts": rows})


@require_POST
@never_cache
def extra_time(request):
    """Keep how much more time this learner wants where time is limited."""
    form = ExtraTimeForm(request.POST, instance=learner_for_action(request))
    if not form.is_valid():
        return render(request, "400.html", status=400)
    form.save()
    messages.success(request, _("Your choice is kept, for your next attempts."))
    return redirect("journey")


@require_safe
@never_cache
def module_progress(request, module_id):
    """Show where this learner is in a module, and the one thing to do next."""
    module = get_object_or_404(ModulePage.objects.live().select_related("quiz"), pk=module_id)
    learner = current_learner(request)
    paths = PathPage.objects.live().filter(enrolments__learner=learner, steps__module=module)
    context = {
        "row": module_row(learner, module, timezone.localdate()),
        "module": module,
        "paths": paths.order_by("title") if learner else [],
    }
    return render(request, "learning/module_progress.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def certificate_request(request, module_id):
    """Ask the name of the holder once, and give the certificate of a completed module."""
    completion = Completion.objects.latest_of(current_learner(request), module_id)
    if completion is None or not completion.gives_certificate:
        raise Http404
    return _give(request, completion, completion.module, issuing.issue_certificate)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def path_certificate_request(request, path_id):
    """Ask the name of the holder once, and give the certificate of a completed path."""
    own = PathCompletion.objects.filter(learner=current_learner(request), path=path_id)
    completion = own.order_by("-cycle").first()
    if completion is None or not completion.gives_certificate:
        raise Http404
    return _give(request, completion, completion.path, issuing.issue_path_certificate)


def _give(request, completion, page, issue):
    if certificate := completion.certificate():
        return redirect(certificate)
    form = HolderForm(
        request.POST or None,
        initial=known_holder(completion.learner)._asdict(),
        organisations=organisations_of(completion.learner),
    )
    if form.is_valid():
        name, *chosen = Holder(**form.cleaned_data)
        return redirect(issue(completion, name, timezone.now(), *chosen))
    context = {"form": form, "page": page, "verified_name": verified_name(completion.learner)}
    return render(request, "learning/certificate_request.html", context)
