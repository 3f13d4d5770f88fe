"""Named follow-up: its manager switches it on or off; a member gives the name it shows."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from elearning.accounts.learners import owner
from elearning.organisations import following
from elearning.organisations.forms.following import FollowUpForm, NameForm
from elearning.organisations.models import Membership, Organisation


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def follow_up(request, organisation_id):
    """Say what named follow-up shows, and switch it on for a reason of the list."""
    organisation = _managed(request, organisation_id)
    form = FollowUpForm(request.POST or None, organisation=organisation)
    if form.is_valid():
        basis, law = form.cleaned_data["basis"], form.cleaned_data["law"]
        try:
            following.start(organisation, basis, law, request.user, timezone.now())
        except following.AlreadyFollowed:
            messages.error(request, _("Named follow-up is on already."))
        else:
            messages.success(request, _("Your people are told. It begins in seven days."))
        return redirect("follow_up", organisation.pk)
    context = {
        "organisation": organisation,
        "form": form,
        "follow_up": organisation.follow_ups.current().first(),
        "past": organisation.follow_ups.exclude(ended_at=None),
        "now": timezone.now(),
    }
    return render(request, "organisations/follow_up.html", context)


@require_POST
@never_cache
@login_required
def stop_follow_up(request, organisation_id):
    """Switch it off; the names that people gave are forgotten."""
    organisation = _managed(request, organisation_id)
    following.stop(organisation, request.user, timezone.now())
    messages.success(request, _("Nobody is followed by name any more; the names are erased."))
    return redirect("follow_up", organisation.pk)


@require_POST
@never_cache
def give_name(request, membership_id):
    """Keep the name by which one's organisation follows one."""
    mine = Membership.objects.current().filter(**owner(request))
    membership = get_object_or_404(mine, pk=membership_id)
    form = NameForm(request.POST)
    if form.is_valid():
        following.give_name(membership, form.cleaned_data["name"])
        messages.success(request, _("Your name is kept."))
    else:
        messages.error(request, form.errors["name"][0])
    return redirect("memberships")


def _managed(request, organisation_id) -> Organisation:
    return get_object_or_404(Organisation.objects.managed_by(request.user), pk=organisation_id)
