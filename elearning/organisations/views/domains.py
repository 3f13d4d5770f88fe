"""The e-mail domains of an organisation: proved, then who has an address there is asked."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from elearning.cms.limits import Limit, limit
from elearning.organisations import recognising
from elearning.organisations.forms.domains import DomainCodeForm, DomainForm
from elearning.organisations.models import Domain, Organisation


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
@limit(Limit("domains", most=10, window=3600))
def domains(request, organisation_id):
    """List the domains of an organisation, and send a code to prove one more."""
    managed = Organisation.objects.managed_by(request.user)
    organisation = get_object_or_404(managed, pk=organisation_id)
    form = DomainForm(request.POST) if request.method == "POST" else DomainForm()
    if form.is_valid():
        try:
            recognising.ask_for_domain(
                organisation, form.cleaned_data["email"], request.user, timezone.now()
            )
        except recognising.NotNow:
            form.add_error("email", _("This address has been written to three times this week."))
        except OSError:
            form.add_error("email", _("The message could not leave. Try again in a while."))
        else:
            messages.success(
                request, _("A code has left for this address: it is good for 30 minutes.")
            )
            return redirect("domains", organisation.pk)
    return _show(request, organisation, form)


@require_POST
@never_cache
@login_required
def prove(request, domain_id):
    """Take the code that was sent to a domain."""
    domain = _managed(request, domain_id)
    form = DomainCodeForm(request.POST)
    if form.is_valid():
        if recognising.prove(domain, form.cleaned_data["code"], timezone.now()):
            told = _("People with an address at %(domain)s are asked to join from now on.")
            messages.success(request, told % {"domain": domain.name})
            return redirect("domains", domain.organisation_id)
        told = _("This is not the code, or it is over 30 minutes old. Have another one sent.")
        form.add_error("code", told)
    return _show(request, domain.organisation, DomainForm(), form)


@require_POST
@never_cache
@login_required
def end(request, domain_id):
    """Ask nobody to join any more by a domain; a second click changes nothing."""
    domain = get_object_or_404(Domain.objects.managed_by(request.user), pk=domain_id)
    recognising.end(domain, timezone.now())
    messages.success(request, _("Nobody is asked to join by this domain any more."))
    return redirect("domains", domain.organisation_id)


def _managed(request, domain_id) -> Domain:
    current = Domain.objects.current().managed_by(request.user).select_related("organisation")
    return get_object_or_404(current, pk=domain_id)


def _show(request, organisation, form, code_form=None):
    context = {
        "organisation": organisation,
        "domains": organisation.domains.current(),
        "form": form,
        "code_form": code_form or DomainCodeForm(),
    }
    return render(request, "organisations/domains.html", context)
