"""The pages of those who manage an organisation's people."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from elearning.organisations import actions, rules
from elearning.organisations.forms.inviting import PersonalCodesForm
from elearning.organisations.forms.managers import AskToManageForm
from elearning.organisations.models import Organisation

MOST_FOUND = 20


@require_safe
@never_cache
@login_required
def teams(request):
    """List the organisations this person manages, and those they asked to manage."""
    context = {
        "organisations": Organisation.objects.managed_by(request.user),
        "waiting": request.user.managed.to_validate().select_related("organisation"),
    }
    return render(request, "organisations/teams.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def ask(request):
    """Find an organisation by its name, and ask the Region to manage its people."""
    if request.method == "POST":
        form = AskToManageForm(request.POST)
        if form.is_valid():
            actions.ask_to_manage(**form.cleaned_data, user=request.user, now=timezone.now())
            messages.success(request, _("Your request is sent. The Region will look at it."))
            return redirect("teams")
    else:
        form = AskToManageForm(initial={"organisation": request.GET.get("structure")})
    typed = request.GET.get("nom", "").strip()
    found = list(Organisation.objects.current().named_like(typed)[: MOST_FOUND + 1])
    context = {
        "form": form,
        "typed": typed,
        "chosen": form.chosen,
        "found": found[:MOST_FOUND],
        "more": len(found) > MOST_FOUND,
    }
    return render(request, "organisations/ask.html", context)


@require_safe
@never_cache
@login_required
def team(request, organisation_id):
    """Show how many people joined, and the codes that let others in."""
    organisation = _managed(request, organisation_id)
    return _show(request, organisation, PersonalCodesForm())


@require_POST
@never_cache
@login_required
def new_team_code(request, organisation_id):
    """Make a code for the whole team; the one before is closed."""
    organisation = _managed(request, organisation_id)
    actions.invite_team(organisation, request.user, timezone.now())
    return redirect("team", organisation.pk)


@require_POST
@never_cache
@login_required
def new_personal_codes(request, organisation_id):
    """Make codes to print, one a person."""
    organisation = _managed(request, organisation_id)
    form = PersonalCodesForm(request.POST)
    if not form.is_valid():
        return _show(request, organisation, form)
    count = form.cleaned_data["count"]
    actions.make_personal_codes(organisation, count, request.user, timezone.now())
    return redirect("print_codes", organisation.pk)


@require_safe
@never_cache
@login_required
def print_codes(request, organisation_id):
    """Show every personal code that nobody has used yet, one a slip, to print and cut."""
    organisation = _managed(request, organisation_id)
    codes = organisation.invitations.usable(timezone.now()).to_print()
    context = {"organisation": organisation, "invitations": codes.order_by("pk")}
    return render(request, "organisations/print_codes.html", context)


@require_POST
@never_cache
@login_required
def revoke_codes(request, organisation_id):
    """Close every code of the organisation: who joined stays, nobody else comes in."""
    organisation = _managed(request, organisation_id)
    actions.revoke(organisation, request.user, timezone.now())
    messages.success(request, _("These codes no longer let anybody in."))
    return redirect("team", organisation.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def stop_managing(request, organisation_id):
    """Say what stays, and let this person manage an organisation no longer."""
    organisation = _managed(request, organisation_id)
    mine = request.user.managed.validated().filter(organisation=organisation)
    if request.method == "POST":
        actions.end(mine.get(), request.user, timezone.now())
        told = _("You no longer manage “%(name)s”.") % {"name": organisation.name}
        messages.success(request, told)
        return redirect("teams")
    context = {"organisation": organisation, "is_alone": mine.alone().exists()}
    return render(request, "organisations/stop_managing.html", context)


def _managed(request, organisation_id) -> Organisation:
    return get_object_or_404(Organisation.objects.managed_by(request.user), pk=organisation_id)


def _show(request, organisation, form):
    usable = organisation.invitations.usable(timezone.now())
    context = {
        "organisation": organisation,
        "people": rules.shown_count(organisation.memberships.current().count()),
        "smallest": rules.SMALLEST_GROUP,
        "team_code": usable.filter(for_one=False, group=None).first(),
        "personal_codes": usable.to_print().count(),
        "form": form,
    }
    return render(request, "organisations/team.html", context)
