"""How a person joins an organisation, sees what it is told, and leaves it."""

from django.contrib import messages
from django.forms import Form
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from elearning.accounts.learners import learner_for_action, owner
from elearning.cms.guesses import limit_guesses
from elearning.organisations import actions, following, recognising
from elearning.organisations.forms.following import NameForm
from elearning.organisations.forms.groups import ChooseGroupForm
from elearning.organisations.models import Invitation, Membership


@require_safe
@never_cache
@limit_guesses
def find_invitation(request):
    """Take a typed code, and open the page of its invitation."""
    typed = request.GET.get("code", "").strip()
    invitation = Invitation.objects.usable(timezone.now()).typed(typed).first()
    if invitation:
        return redirect(invitation)
    if _joined_by(request, typed):
        return redirect("to_do")
    error = typed and _("No invitation has this code, or it is no longer valid. Check the letters.")
    context = {"code": typed[:40], "error": error}
    response = render(request, "organisations/find_invitation.html", context)
    response.is_wrong_guess = bool(typed)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@limit_guesses
def join(request, code):
    """Tell what the organisation will see, and let the person in once they agree."""
    usable = Invitation.objects.usable(timezone.now()).select_related("organisation", "group")
    invitation = usable.filter(code=code).first()
    if invitation is None:
        return redirect("to_do") if _joined_by(request, code) else _no_such_invitation(request)
    organisation = invitation.organisation
    form = _form(request, organisation)
    if not form.is_valid():
        return _ask(request, organisation, form, invitation)
    try:
        membership = actions.join(code, learner_for_action(request), timezone.now())
    except actions.NoSuchInvitation:
        return _no_such_invitation(request)
    return _welcome(request, organisation, membership, form)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def join_recognised(request, organisation_id):
    """Ask a person whose address or identity provider names an employer whether to join it."""
    recognised = recognising.recognised(request.user)
    organisation = get_object_or_404(recognised, pk=organisation_id)
    form = _form(request, organisation)
    if not form.is_valid():
        return _ask(request, organisation, form)
    membership = recognising.join(organisation, learner_for_action(request), timezone.now())
    return _welcome(request, organisation, membership, form)


def _joined_by(request, code) -> bool:
    """Return whether a code that is over is of an organisation this person is in.

    The message that invited them is how people come back.
    """
    mine = Membership.objects.current().filter(**owner(request))
    return mine.filter(organisation__invitations__in=Invitation.objects.typed(code)).exists()


def _form(request, organisation):
    """Return what joining takes: a name where the organisation follows its people by name."""
    is_followed = organisation.follow_ups.current().exists()
    data = request.POST if request.method == "POST" else None
    return NameForm(data) if is_followed else Form(data)


def _ask(request, organisation, form, invitation=None):
    context = {
        "organisation": organisation,
        "invitation": invitation,
        "follow_up": organisation.follow_ups.current().first(),
        "form": form,
    }
    return render(request, "organisations/join.html", context)


def _welcome(request, organisation, membership, form):
    if name := form.cleaned_data.get("name"):
        following.give_name(membership, name)
    messages.success(request, _("You have joined “%(name)s”.") % {"name": organisation.name})
    return redirect("to_do")


@require_POST
@never_cache
@limit_guesses
def refuse(request, code):
    """Close an invitation that one does not want, and forget the address it came to."""
    usable = Invitation.objects.usable(timezone.now()).filter(code=code).exclude(email="")
    if not usable.forget(timezone.now()):
        return _no_such_invitation(request)
    messages.success(request, _("The invitation is closed and your address erased."))
    return redirect("find_invitation")


def _no_such_invitation(request):
    response = render(request, "organisations/no_such_invitation.html", status=404)
    response.is_wrong_guess = True
    return response


@require_safe
@never_cache
def memberships(request):
    """Show a person the organisations they belong to, and what each is told of them."""
    mine = Membership.objects.current().filter(**owner(request)).select_related("organisation")
    context = {
        "memberships": [
            (membership, ChooseGroupForm(membership=membership))
            for membership in mine.with_follow_up().order_by("joined_at")
        ],
        "recognised": recognising.recognised(request.user),
    }
    return render(request, "organisations/memberships.html", context)


@require_POST
@never_cache
def leave(request, membership_id):
    """End one's own membership; a second click changes nothing."""
    mine = Membership.objects.filter(**owner(request)).select_related("organisation")
    membership = get_object_or_404(mine, pk=membership_id)
    actions.leave(membership, timezone.now())
    name = membership.organisation.name
    messages.success(request, _("You have left “%(name)s”.") % {"name": name})
    return redirect("memberships")
