from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from courses.certificates import codes
from courses.certificates.documents import HEAVIEST_PDF, facts_of, pdf_of
from courses.certificates.models import Certificate
from elearning.cms.models import SiteSettings


@require_safe
@never_cache
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
def certificate_pdf(request, code):
    """Send the certificate as a PDF."""
    found = get_object_or_404(Certificate, code=code)
    name = f"attestation-{found.readable_code}.pdf"
    return HttpResponse(
        pdf_of(found, SiteSettings.of(request)),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )


@require_safe
@never_cache
def verify(request):
    """Take a code typed by hand and open its certificate, or say what is wrong with it."""
    typed = request.GET.get("code", "").strip()
    error = ""
    if "code" in request.GET:
        code = codes.normalise(typed)
        if code and Certificate.objects.filter(code=code).exists():
            return redirect("certificate", code)
        error = _(
            "No certificate has this code. Check its letters and figures. "
            "Example: BFC-4K7P-92QX-8M3TW."
        )
    context = {"code": typed[:40], "error": error}
    return render(request, "certificates/verify.html", context)
