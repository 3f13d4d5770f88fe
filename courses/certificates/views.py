from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from courses.certificates import verification
from courses.certificates.documents import HEAVIEST_PDF, facts_of, pdf_of
from courses.certificates.forms import ProofForm
from courses.certificates.models import Certificate, CertificateSettings
from courses.certificates.models.settings import INK
from elearning.accounts.learners import is_current
from elearning.cms.guesses import limit_guesses
from elearning.cms.models import SiteSettings
from elearning.cms.public import kept_a_year

LONGEST_TYPED = 200  # characters: a code, or the address of a certificate


@require_safe
@never_cache
@limit_guesses
def certificate(request, code):
    """Show everything a certificate says, to whoever has its code."""
    certificates = Certificate.objects.select_related("learner", "replaced_by")
    found = get_object_or_404(certificates, code=code)
    context = facts_of(found, localdate()) | {
        "pdf_url": reverse("certificate_pdf", args=[code]),
        "badge_url": reverse("certificate_badge", args=[code]),
        "pdf_size": HEAVIEST_PDF,
        "look": CertificateSettings.kept_look(),
        "contact": SimpleLazyObject(lambda: CertificateSettings.of_default_site().contact),
        "holder": _for_holder(found) if is_current(request, found.learner) else None,
    }
    return render(request, "certificates/certificate.html", context)


@require_safe
@kept_a_year
def colours(request, accent, paper):
    """Send the colours of certificates as a stylesheet, whose address changes with them."""
    rules = (
        f".diploma{{color-scheme:light;--wine:#{accent};--paper:#{paper};--ink:{INK};"
        "--ink-soft:#5d5055;--line:#cdbfae;--forest:#1f6146;color:var(--ink)}"
    )
    return HttpResponse(rules, content_type="text/css")


def _for_holder(found: Certificate) -> dict:
    """Return what the page says and offers to the holder only."""
    code = [found.code]
    return {
        "successor_url": found.successor and found.successor.get_absolute_url(),
        "reason": found.get_reason_display(),
        "correct_url": reverse("certificate_correct", args=code) if found.may_be_corrected else "",
        "name_shown_url": reverse("certificate_name_shown", args=code),
        "name_shown": found.get_name_shown_display(),
        "hand_over_url": reverse("hand_over", args=code) if found.holder_name else "",
    }


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
        headers={
            "Content-Disposition": f'inline; filename="{name}"',
            "X-Robots-Tag": "noindex",
        },
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
    if not typed:
        return _ask(request, ProofForm(), error=_("Type the code of the certificate."))
    try:
        return redirect(verification.by_words(typed))
    except verification.Refused as refusal:
        kept = typed[:LONGEST_TYPED]
        return _ask(request, ProofForm(), code=kept, error=refusal, is_wrong_guess=True)


def _verify_file(request):
    form = ProofForm(request.POST, request.FILES)
    if not form.is_valid():
        return _ask(request, form)
    try:
        found = verification.by_file(form.cleaned_data["file"].read())
    except verification.Refused as refusal:
        form.add_error("file", str(refusal))
        return _ask(request, form, is_wrong_guess=True)
    return render(request, "certificates/verified.html", facts_of(found, localdate()))


def _ask(request, form, code="", error="", is_wrong_guess=False):
    context = {"form": form, "code": code, "error": error, "longest": LONGEST_TYPED}
    response = render(request, "certificates/verify.html", context)
    response.is_wrong_guess = is_wrong_guess
    return response
