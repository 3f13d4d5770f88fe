from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from courses.certificates import verification
from courses.certificates.documents import HEAVIEST_PDF, facts_of, pdf_of
from courses.certificates.forms import ProofForm
from courses.certificates.models import Certificate
from elearning.cms.guesses import limit_guesses
from elearning.cms.models import SiteSettings


@require_safe
@never_cache
@limit_guesses
def certificate(request, code):
    """Show everything a certificate says, to whoever has its code."""
    found = get_object_or_404(Certificate, code=code)
    context = facts_of(found) | {
        "pdf_url": reverse("certificate_pdf", args=[code]),
        "badge_url": reverse("certificate_badge", args=[code]),
        "pdf_size": HEAVIEST_PDF,
    }
    return render(request, "certificates/certificate.html", context)


@require_safe
@never_cache
@limit_guesses
def certificate_pdf(request, code):
    """Send the certificate as a PDF."""
    found = get_object_or_404(Certificate, code=code)
    name = f"attestation-{found.readable_code}.pdf"
    return HttpResponse(
        pdf_of(found, SiteSettings.of(request)),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@limit_guesses
def verify(request):
    """Take a code, or the file of a certificate, and say what is known of it."""
    if request.method == "POST":
        return _verify_file(request)
    if "code" in request.GET:
        return _verify_code(request, request.GET["code"].strip())
    return _ask(request, ProofForm())


def _verify_code(request, typed):
    try:
        return redirect(verification.by_code(typed))
    except verification.Refused as refusal:
        return _ask(request, ProofForm(), code=typed[:40], error=refusal, is_wrong_guess=True)


def _verify_file(request):
    form = ProofForm(request.POST, request.FILES)
    if not form.is_valid():
        return _ask(request, form)
    try:
        found = verification.by_file(form.cleaned_data["file"].read())
    except verification.Refused as refusal:
        form.add_error("file", str(refusal))
        return _ask(request, form, is_wrong_guess=True)
    return render(request, "certificates/verified.html", facts_of(found))


def _ask(request, form, code="", error="", is_wrong_guess=False):
    context = {"form": form, "code": code, "error": error}
    response = render(request, "certificates/verify.html", context)
    response.is_wrong_guess = is_wrong_guess
    return response
