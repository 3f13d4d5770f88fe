"""The certificate as a page, a drawing to scan and a PDF, all made from its row."""

from hashlib import sha256

import segno
from django.conf import settings
from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from courses.certificates import issuer
from courses.certificates.models import Certificate

A_DAY = 24 * 3600  # seconds


def facts_of(certificate: Certificate) -> dict:
    """Return everything the certificate says: the page and the PDF show the same."""
    url = issuer.url(certificate.get_absolute_url())
    return {
        "certificate": {
            "title": certificate.title,
            "holder_name": certificate.shown_name,
            "objectives": certificate.objectives,
            "words": certificate.words,
            "issuer_name": certificate.issuer_name,
            "issued_on": certificate.issued_at,
            "edition": certificate.edition,
            "identity_label": certificate.get_identity_display(),
            "state_label": certificate.get_state_display(),
            "withdrawn": certificate.state != Certificate.State.VALID,
            "code_formatted": certificate.readable_code,
        },
        "verification_url": url,
        "qr": qr_code(url),
    }


def qr_code(url: str) -> SafeString:
    """Return a QR code as SVG, with a title that says what it opens."""
    title = _("QR code that opens the page of this certificate")
    drawing = segno.make(url, error="m", micro=False)
    return SafeString(drawing.svg_inline(border=2, title=title, omitsize=True))


def pdf_of(certificate: Certificate, site) -> bytes:
    """Return the certificate as a tagged PDF/UA-1, made once a day at most."""
    html = render_to_string("certificates/pdf.html", facts_of(certificate) | {"site": site})
    key = f"certificate-pdf:{sha256(html.encode()).hexdigest()}"
    return cache.get_or_set(key, lambda: _pdf(html), timeout=A_DAY)


def _pdf(html: str) -> bytes:
    # Importing WeasyPrint takes seconds and needs Pango: a machine without it serves the rest.
    from weasyprint import HTML  # noqa: PLC0415

    styles = settings.BASE_DIR / "static" / "css" / "pages.html"
    return HTML(string=html, base_url=styles.as_uri()).write_pdf(pdf_variant="pdf/ua-1")
