"""What this device keeps of a learner: to claim, to keep short, or to forget."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from elearning.accounts import claiming, learners
from elearning.accounts.oidc import sessions


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def claim(request):
    """Show the progress that this device keeps, and ask whose it is before it joins the account."""
    learner = learners.unclaimed(request)
    if learner is None:
        return redirect(_onward(request))
    if request.method != "POST":
        kept = claiming.kept_for(learner)
        return render(request, "accounts/claim.html", {"kept": kept, "next": _onward(request)})
    if request.POST.get("whose") != "mine":
        learners.leave_alone(request, learner)
        return redirect(_onward(request))
    if claiming.claim(learner.pk, request.user, timezone.now()):
        messages.success(request, _("The progress of this device has joined your account."))
    return learners.forget(redirect(_onward(request)))


def _onward(request) -> str:
    target = request.POST.get("next") or request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        target, {request.get_host()}, require_https=request.is_secure()
    )
    return target if is_ours else resolve_url(settings.LOGIN_REDIRECT_URL)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def leave(request):
    """Say, once, what leaving loses; then forget the learner here and sign out."""
    if request.method == "POST":
        way_out = sessions.way_out(request, reverse("left_device"))
        logout(request)
        return learners.forget(redirect(way_out))
    return render(request, "accounts/leave.html", {"learner": learners.of_cookie(request)})


@require_http_methods(["GET", "HEAD"])
@never_cache
def left(request):
    """Say that nothing is left on this device."""
    return render(request, "accounts/left.html")


@require_POST
@never_cache
def share(request):
    """Keep the learner of this device until the browser is closed, no longer."""
    learners.keep_short(request)
    messages.success(request, _("This device will forget you when the browser is closed."))
    return redirect("leave_device")
