"""A certificate handed to one's employer by its holder, taken back by its holder, read there."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.certificates.forms import HandOverForm
from courses.certificates.models import Certificate, Handover
from elearning.accounts.learners import current_learner
from elearning.cms.guesses import limit_guesses
from elearning.organisations.models import Organisation


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@limit_guesses
def hand_over(request, code):
    """Say what an organisation would read, and hand the certificate to it once confirmed."""
    certificate = _held(request, code)
    form = HandOverForm(request.POST or None, certificate=certificate)
    if form.is_valid():
        organisation = form.cleaned_data["organisation"]
        certificate.handovers.get_or_create(
            organisation=organisation, defaults={"handed_at": timezone.now()}
        )
        told = _("“%(name)s” can read this certificate now.") % {"name": organisation.name}
        messages.success(request, told)
        return redirect("hand_over", code)
    context = {
        "certificate": certificate,
        "form": form,
        "handovers": certificate.handovers.select_related("organisation"),
    }
    return render(request, "certificates/hand_over.html", context)


@require_POST
@never_cache
@limit_guesses
def take_back(request, code, handover_id):
    """Let an organisation read a certificate no more."""
    certificate = _held(request, code)
    handed = certificate.handovers.select_related("organisation")
    handover = get_object_or_404(handed, pk=handover_id)
    handover.delete()
    name = handover.organisation.name
    messages.success(request, _("“%(name)s” reads this certificate no more.") % {"name": name})
    return redirect("hand_over", code)


@require_safe
@never_cache
@login_required
def handed_certificates(request, organisation_id):
    """List what people handed to an organisation, to those who manage it."""
    managed = Organisation.objects.managed_by(request.user)
    organisation = get_object_or_404(managed, pk=organisation_id)
    handovers = Handover.objects.shown().filter(organisation=organisation)
    context = {
        "organisation": organisation,
        "handovers": handovers.select_related("certificate"),
    }
    return render(request, "certificates/handed_certificates.html", context)


def _held(request, code) -> Certificate:
    held = Certificate.objects.held_by(current_learner(request)).exclude(holder_name="")
    return get_object_or_404(held, code=code)
