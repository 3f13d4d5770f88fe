"""The certificate as a page, a drawing to scan and a PDF, all made from its row."""

import datetime
from hashlib import sha256

import segno
from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from courses.certificates import issuer
from courses.certificates.badges import badge_of
from courses.certificates.models import Certificate

A_DAY = 24 * 3600  # seconds
HEAVIEST_PDF = 100_000  # bytes


def facts_of(certificate: Certificate) -> dict:
    """Return everything the certificate says: the page and the PDF show the same."""
    url = issuer.url(certificate.get_absolute_url())
    return {
        "certificate": {
            "title": certificate.title,
            "holder_name": certificate.shown_name,
            "objectives": certificate.objectives,
            "words": certificate.words,
            "issued_on": certificate.issued_at,
            "withdrawn": certificate.state != Certificate.State.VALID,
        },
        "author": certificate.issuer_name,
        "lines": lines_of(certificate),
        "verification_url": url,
        "qr": qr_code(url),
    }


def lines_of(certificate: Certificate) -> list[dict]:
    """Return what is printed line by line, each with its label."""
    lines = {
        "issued-on": (_("Issued on"), date_format(localtime(certificate.issued_at))),
        "issuer": (_("Issued by"), certificate.issuer_name),
        "identity": (_("Identity"), certificate.get_identity_display()),
        "state": (_("State"), certificate.get_state_display()),
        "edition": (_("Edition of the module"), certificate.edition),
        "code": (_("Code"), certificate.readable_code),
    }
    return [
        {"name": name, "label": label, "value": value} for name, (label, value) in lines.items()
    ]


def qr_code(url: str) -> SafeString:
    """Return a QR code as SVG, with a title that says what it opens."""
    title = _("QR code that opens the page of this certificate")
    drawing = segno.make(url, error="m", micro=False)
    return SafeString(drawing.svg_inline(border=2, title=title, omitsize=True))


def pdf_of(certificate: Certificate, site) -> bytes:
    """Return the certificate as a sealed PDF, made once a day at most. Raises keys.NoKey."""
    html = render_to_string("certificates/pdf.html", facts_of(certificate) | {"site": site})
    badge = badge_of(certificate)
    key = f"certificate-pdf:{sha256((html + badge).encode()).hexdigest()}"
    return cache.get_or_set(key, lambda: _pdf(html, badge, certificate.issued_at), timeout=A_DAY)


def _pdf(html: str, badge: str, issued_at: datetime.datetime) -> bytes:
    # Importing WeasyPrint takes seconds and needs Pango: a machine without it serves the rest.
    from courses.certificates import pdf  # noqa: PLC0415

    return pdf.make(html, badge, issued_at)
