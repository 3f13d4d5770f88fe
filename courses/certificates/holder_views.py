"""What the holder of a certificate, and nobody else, may do with it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from courses.certificates import actions
from courses.certificates.documents import forget_pdfs
from courses.certificates.forms import CorrectionForm, ShownForm
from courses.certificates.holders import organisations_of
from courses.certificates.models import Certificate
from elearning.accounts.learners import current_learner
from elearning.cms.guesses import limit_guesses


def _held(request, code) -> Certificate:
    held = Certificate.objects.held_by(current_learner(request))
    return get_object_or_404(held, code=code)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@limit_guesses
def correct_name(request, code):
    """Let the holder correct a typing error in the name, once."""
    certificate = _held(request, code)
    form = CorrectionForm(request.POST or None, initial={"name": certificate.holder_name})
    if form.is_valid():
        user = request.user if request.user.is_authenticated else None
        name = form.cleaned_data["name"]
        try:
            certificate = actions.correct_name(certificate.pk, name, timezone.now(), user)
        except actions.NotCorrectable:
            messages.error(request, _("This name has been corrected already."))
        else:
            messages.success(request, _("Your name is corrected. This is your new certificate."))
        return redirect(certificate)
    context = {"form": form, "certificate": certificate}
    return render(request, "certificates/correct_name.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@limit_guesses
def choose_name_shown(request, code):
    """Let the holder choose again how much of the name others see, and of which organisation."""
    certificate = _held(request, code)
    organisations = organisations_of(certificate.learner)
    if certificate.organisation_name not in ("", *organisations):
        organisations.append(certificate.organisation_name)
    shown = {name: getattr(certificate, name) for name in ("name_shown", "organisation_name")}
    form = ShownForm(request.POST or None, initial=shown, organisations=organisations)
    if form.is_valid():
        for name, chosen in form.cleaned_data.items():
            setattr(certificate, name, chosen)
        certificate.save(update_fields=form.cleaned_data)
        forget_pdfs([certificate.code])
        messages.success(request, _("Done: the page and the files downloaded from now on say so."))
        return redirect(certificate)
    context = {"form": form, "certificate": certificate}
    return render(request, "certificates/choose_name_shown.html", context)
