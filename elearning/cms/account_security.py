"""How an account is protected, for an administrator: second factors, devices, and its log."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.auth import permission_required
from wagtail.log_actions import registry

from elearning.accounts import actions
from elearning.accounts.models import User
from elearning.cms.ranks import outranks

MANAGE = "accounts.change_user"


class ProofForm(forms.Form):
    """How the administrator knows that it is the owner of the account who asks."""

    proof = forms.ChoiceField(
        label=gettext_lazy("How do you know that it is really this person?"),
        choices=[
            ("called", gettext_lazy("I called them at a number that I knew before")),
            ("met", gettext_lazy("They are here, and I know them or saw their identity card")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say how you made sure: the log keeps it.")},
    )


@permission_required(MANAGE)
@require_safe
def security(request, pk):
    """Show how an account is protected, and what may be done for its owner."""
    return _show(request, _protected(request, pk), ProofForm())


@permission_required(MANAGE)
@require_POST
def reset_second_factor(request, pk):
    """Take the second factors of somebody who lost them, once it is sure who asks."""
    user = _protected(request, pk)
    form = ProofForm(request.POST)
    if not form.is_valid():
        return _show(request, user, form)
    actions.reset_second_factor(user, form.cleaned_data["proof"], request.user)
    messages.success(request, _("Done. A message tells this person, who is signed out everywhere."))
    return redirect("account_security", pk)


@permission_required(MANAGE)
@require_POST
def sign_out_everywhere(request, pk):
    """Close every session of somebody: a computer was lost, or is not theirs any more."""
    actions.sign_out_everywhere(_protected(request, pk), request.user)
    messages.success(request, _("This person is signed out everywhere."))
    return redirect("account_security", pk)


def _protected(request, pk) -> User:
    """Return an account that the administrator may act on: not their own, nor one above."""
    user = get_object_or_404(User, pk=pk)
    if user == request.user or outranks(user, request.user):
        raise PermissionDenied
    return user


def _show(request, user, form):
    context = {
        "person": user,
        "form": form,
        "factors": Authenticator.objects.filter(user=user).order_by("created_at"),
        "devices": UserSession.objects.filter(user=user).count(),
        "log": registry.get_logs_for_instance(user).select_related("user"),
    }
    return render(request, "cms/account_security.html", context)
