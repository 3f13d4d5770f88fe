"""Keeping one's progress without an account, and finding it again on another device."""

from allauth.core.ratelimit import consume_or_429
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from elearning.accounts import claiming, learners, resuming
from elearning.accounts.emails import send_resume_link
from elearning.accounts.forms import AddressForm, ResumeForm


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def keep(request):
    """Offer the ways to find one's progress again: an account, a code, a link by e-mail."""
    learner = learners.of_cookie(request)
    if learner is None:
        return redirect("resume")
    context = {"form": AddressForm(), "code": None}
    if "code" in request.POST:
        context["code"] = resuming.make_code(learner, timezone.now())
    elif request.method == "POST":
        context["form"] = form = AddressForm(request.POST)
        if form.is_valid():
            return _send(request, learner, form.cleaned_data["email"])
    return render(request, "accounts/keep.html", context)


def _send(request, learner, email):
    if refusal := consume_or_429(request, action="resume_link", key=email.lower()):
        return refusal
    address = f"{reverse('resume')}?lien={resuming.make_token(learner)}"
    send_resume_link(email, request.build_absolute_uri(address))
    messages.success(request, _("The link has left. It is good for seven days."))
    return redirect("keep")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def resume(request):
    """Take a code or a link, show what it brings, and bring it once it is confirmed."""
    if "lien" in request.POST:
        return _bring(request, resuming.learner_of_token(request.POST["lien"]))
    if "lien" in request.GET:
        return _show(request, resuming.learner_of_token(request.GET["lien"]), ResumeForm())
    form = ResumeForm(request.POST or None)
    if not form.is_valid():
        return render(request, "accounts/resume.html", {"form": form})
    if refusal := consume_or_429(request, action="resume_code"):
        return refusal
    found = resuming.learner_of_code(form.cleaned_data["code"], timezone.now())
    if found is None:
        form.add_error("code", _("No progress has this code. Check its words and its number."))
    return _show(request, found, form)


def _show(request, found, form):
    if found is None:
        expired = "lien" in request.GET
        return render(request, "accounts/resume.html", {"form": form, "expired": expired})
    here = learners.of_cookie(request)
    context = {
        "kept": claiming.kept_for(found),
        "here": claiming.kept_for(here) if here and here != found else [],
        "token": resuming.make_token(found),
    }
    return render(request, "accounts/resume_confirm.html", context)


def _bring(request, found):
    if found is None:
        return render(request, "accounts/resume.html", {"form": ResumeForm(), "expired": True})
    now = timezone.now()
    if request.user.is_authenticated:
        claiming.claim(found.pk, request.user, now)
        return redirect("journey")
    here = learners.of_cookie(request)
    if here and here != found:
        if "both" not in request.POST:
            return redirect("journey")
        claiming.unite(here, found, now)
    learners.remember(request, found)
    messages.success(request, _("You resume on this device what you began on the other."))
    return redirect("journey")
