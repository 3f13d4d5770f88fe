"""Inviting people one by one, by a message to each: read first, then sent, all or none."""

from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from elearning.organisations import inviting
from elearning.organisations.forms.inviting import CloseInvitationForm, InviteForm
from elearning.organisations.models import Mailing, Organisation

SHOWN = 10  # addresses of a preview, and mailings


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def invite(request, organisation_id):
    """Show who would be invited, or what is wrong line by line; then invite them."""
    organisation = _managed(request, organisation_id)
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    form = InviteForm(*data, organisation=organisation)
    if not form.is_valid():
        return _show(request, organisation, form)
    people, group = form.cleaned_data["people"], form.cleaned_data["group"]
    if "change" in request.POST:
        read = {"typed": "\n".join(people), "group": group}
        return _show(request, organisation, InviteForm(initial=read, organisation=organisation))
    key = form.cleaned_data["confirmed"]
    if key is None:
        return _preview(request, organisation, people, group)
    try:
        inviting.invite(organisation, people, request.user, timezone.now(), group, key)
    except inviting.TooManyToday:
        form.add_error(None, _("You have invited as many people today as you may. Go on tomorrow."))
        return _show(request, organisation, form)
    told = ngettext(
        "%(number)d invitation is on its way.",
        "%(number)d invitations are on their way.",
        len(people),
    )
    messages.success(request, told % {"number": len(people)})
    return redirect("invite", organisation.pk)


@require_POST
@never_cache
@login_required
def resend(request, mailing_id):
    """Write once more to those who have not joined, without saying who or how many."""
    mailing = get_object_or_404(Mailing.objects.managed_by(request.user), pk=mailing_id)
    if inviting.resend(mailing, request.user, timezone.now()):
        told = _(
            "The message leaves again, to those who have not joined. Neither who nor how many "
            "is told."
        )
        messages.success(request, told)
    else:
        messages.error(request, _("These invitations have been sent twice, or are over."))
    return redirect("invite", mailing.organisation_id)


@require_POST
@never_cache
@login_required
def close(request, mailing_id):
    """Let nobody in any more with the invitations of a mailing."""
    mailing = get_object_or_404(Mailing.objects.managed_by(request.user), pk=mailing_id)
    inviting.close(mailing, timezone.now())
    messages.success(request, _("These invitations no longer let anybody in."))
    return redirect("invite", mailing.organisation_id)


@require_POST
@never_cache
@login_required
def close_invitation(request, organisation_id):
    """Close the invitation of one address; the answer is the same whether there was one."""
    organisation = _managed(request, organisation_id)
    form = CloseInvitationForm(request.POST)
    if not form.is_valid():
        return _show(request, organisation, InviteForm(organisation=organisation), form)
    organisation.invitations.filter(email=form.cleaned_data["email"]).forget(timezone.now())
    messages.success(request, _("No invitation sent to this address lets anybody in any more."))
    return redirect("invite", organisation.pk)


def _managed(request, organisation_id) -> Organisation:
    return get_object_or_404(Organisation.objects.managed_by(request.user), pk=organisation_id)


def _preview(request, organisation, people, group):
    context = {
        "organisation": organisation,
        "number": len(people),
        "shown": people[:SHOWN],
        "more": max(0, len(people) - SHOWN),
        "typed": " ".join(people),
        "group": group,
        "key": uuid4(),
    }
    return render(request, "organisations/invite_preview.html", context)


def _show(request, organisation, form, closing_form=None):
    context = {
        "organisation": organisation,
        "form": form,
        "closing_form": closing_form or CloseInvitationForm(),
        "mailings": organisation.mailings.all()[:SHOWN],
        "now": timezone.now(),
    }
    return render(request, "organisations/invite.html", context)
