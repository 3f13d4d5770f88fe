"""Groups of an organisation's people: its manager names them, people put themselves in one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from elearning.accounts.learners import owner
from elearning.organisations import actions, rules
from elearning.organisations.forms.groups import ChooseGroupForm, GroupForm
from elearning.organisations.models import Group, Invitation, Membership, Organisation


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def groups(request, organisation_id):
    """List the groups, with about how many people are in each, and name one more."""
    managed = Organisation.objects.managed_by(request.user)
    organisation = get_object_or_404(managed, pk=organisation_id)
    form = GroupForm(request.POST or None, organisation=organisation)
    if form.is_valid():
        # Two clicks make one group.
        organisation.groups.get_or_create(
            name=form.cleaned_data["name"],
            ended_at=None,
            defaults={"created_at": timezone.now()},
        )
        messages.success(request, _("The group is made. Make its code, and give it to its people."))
        return redirect("groups", organisation.pk)
    usable = Invitation.objects.usable(timezone.now()).filter(organisation=organisation)
    codes = {code.group_id: code for code in usable.filter(for_one=False)}
    context = {
        "organisation": organisation,
        "form": form,
        "smallest": rules.SMALLEST_GROUP,
        "rows": [
            (group, rules.rounded_down(group.people), codes.get(group.pk))
            for group in organisation.groups.current().with_people()
        ],
    }
    return render(request, "organisations/groups.html", context)


@require_POST
@never_cache
@login_required
def new_code(request, group_id):
    """Make a code that lets people into a group; the one before is closed."""
    group = _managed(request, group_id)
    actions.invite_team(group.organisation, request.user, timezone.now(), group)
    return redirect("groups", group.organisation_id)


@require_POST
@never_cache
@login_required
def close(request, group_id):
    """Let nobody into a group any more; a second click changes nothing."""
    group = get_object_or_404(Group.objects.managed_by(request.user), pk=group_id)
    actions.close_group(group, timezone.now())
    messages.success(request, _("The group is closed. What is asked of its people stays."))
    return redirect("groups", group.organisation_id)


@require_POST
@never_cache
def choose(request, membership_id):
    """Put oneself in a group of one's organisation, or in none."""
    mine = Membership.objects.current().filter(**owner(request)).select_related("organisation")
    membership = get_object_or_404(mine, pk=membership_id)
    form = ChooseGroupForm(request.POST, membership=membership)
    if form.is_valid():
        actions.choose_group(membership, form.cleaned_data["group"])
        messages.success(request, _("Your group is kept."))
    else:
        messages.error(request, form.errors["group"][0])
    return redirect("memberships")


def _managed(request, group_id) -> Group:
    managed = Group.objects.current().managed_by(request.user).select_related("organisation")
    return get_object_or_404(managed, pk=group_id)
