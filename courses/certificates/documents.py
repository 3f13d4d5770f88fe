"""The certificate as a page, a drawing to scan and a PDF, all made from its row."""

import datetime
from collections.abc import Iterable
from hashlib import sha256

import segno
from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.certificates import issuer
from courses.certificates.badges import badge_of
from courses.certificates.models import Certificate, CertificateSettings
from elearning.cms.models import SiteSettings
from elearning.dates import date_format

A_DAY = 24 * 3600  # seconds
HEAVIEST_PDF = 100_000  # bytes
STANDING = {Certificate.State.VALID, Certificate.State.TO_RENEW}
STATE_WORDS = {
    Certificate.State.VALID: gettext_lazy("Valid until %(day)s included"),
    Certificate.State.TO_RENEW: gettext_lazy("To renew since %(day)s: the module has changed"),
    Certificate.State.EXPIRED: gettext_lazy("Expired: valid until %(day)s included"),
    Certificate.State.REVOKED: gettext_lazy("Revoked on %(day)s"),
    Certificate.State.REPLACED: gettext_lazy("Replaced on %(day)s"),
}


def facts_of(certificate: Certificate, today: datetime.date) -> dict:
    """Return everything the certificate says: the page and the PDF show the same."""
    state = certificate.state_on(today)
    url = issuer.url(certificate.get_absolute_url())
    return {
        "certificate": {
            "title": certificate.title,
            "holder_name": certificate.shown_name,
            "objectives": certificate.objectives,
            "of_path": certificate.is_of_path,
            "words": certificate.words,
            "issued_on": certificate.issued_at,
            "stands": state in STANDING,
            "withdrawn": certificate.ended_at is not None,
            "replaced": state == Certificate.State.REPLACED,
            "revoked": state == Certificate.State.REVOKED,
            "code": certificate.readable_code,
        },
        "author": certificate.issuer_name,
        "lines": lines_of(certificate, today),
        "verification_url": url,
        "qr": qr_code(url),
    }


def lines_of(certificate: Certificate, today: datetime.date) -> list[dict]:
    """Return what is printed line by line, each with its label."""
    lines = {
        "result": (_("Result"), _result(certificate)),
        "issued-on": (_("Issued on"), date_format(certificate.issued_at)),
        "issuer": (_("Issued by"), certificate.issuer_name),
        "identity": (_("Identity"), certificate.get_identity_display()),
        "organisation": (_("Organisation"), certificate.organisation_name),
        "state": (_("State"), state_words(certificate, today)),
        "edition": (
            _("Edition of the module"),
            "" if certificate.is_of_path else certificate.edition,
        ),
        "code": (_("Code"), certificate.readable_code),
        "signatory": (_("Signatory"), certificate.signatory),
    }
    return [
        {"name": name, "label": label, "value": value}
        for name, (label, value) in lines.items()
        if value
    ]


def _result(certificate: Certificate) -> str:
    day = date_format(certificate.completed_at)
    if certificate.pass_mark is None:
        return _("Followed to the end on %(day)s") % {"day": day}
    return _("Passed on %(day)s") % {"day": day}


def state_words(certificate: Certificate, today: datetime.date) -> str:
    """Return the state of a certificate on a day, with the date that made or will change it."""
    state = certificate.state_on(today)
    day = {
        Certificate.State.VALID: certificate.valid_until,
        Certificate.State.TO_RENEW: certificate.outdated_on,
        Certificate.State.EXPIRED: certificate.valid_until,
    }.get(state, certificate.ended_at)
    if day is None:
        return _("Valid, without end")
    return STATE_WORDS[state] % {"day": date_format(day)}


def qr_code(url: str) -> SafeString:
    """Return a QR code as SVG, with a title that says what it opens."""
    title = _("QR code that opens the page of this certificate")
    drawing = segno.make(url, error="m", micro=False)
    return SafeString(drawing.svg_inline(border=2, title=title, omitsize=True))


def pdf_of(certificate: Certificate, site: SiteSettings) -> bytes:
    """Return the certificate as a sealed PDF, made once a day at most. Raises keys.NoKey.

    One is kept for each certificate, with the digest of what it was made of: what it said before
    a change of name or state is kept no longer.
    """
    made_of = _made_of(certificate, site)
    digest, kept = cache.get(_pdf_key(certificate.code), ("", b""))
    if digest == _digest(made_of):
        return kept
    made = _pdf(*made_of, certificate.issued_at)
    cache.set(_pdf_key(certificate.code), (_digest(made_of), made), timeout=A_DAY)
    return made


def kept_pdf(certificate: Certificate, site: SiteSettings) -> bytes | None:
    """Return the PDF of a certificate if it is kept and says what it should. Raises keys.NoKey."""
    digest, kept = cache.get(_pdf_key(certificate.code), ("", b""))
    return kept if digest and digest == _digest(_made_of(certificate, site)) else None


def _made_of(certificate: Certificate, site: SiteSettings) -> tuple[str, str, str]:
    """Return the page, the colours and the badge of a PDF."""
    look = CertificateSettings.kept_look()
    facts = facts_of(certificate, localdate())
    html = render_to_string("certificates/pdf.html", facts | {"site": site, "look": look})
    return html, look.css, badge_of(certificate)


def _digest(made_of: tuple[str, str, str]) -> str:
    return sha256("".join(made_of).encode()).hexdigest()


def forget_pdfs(codes: Iterable[str]) -> None:
    """Keep no PDF of these certificates: it may bear a name that its holder took back."""
    cache.delete_many([_pdf_key(code) for code in codes])


def _pdf_key(code: str) -> str:
    return f"certificate-pdf:{code}"


def _pdf(html: str, colours: str, badge: str, issued_at: datetime.datetime) -> bytes:
    # Importing WeasyPrint takes seconds and needs Pango: a machine without it serves the rest.
    from courses.certificates import pdf  # noqa: PLC0415

    return pdf.make(html, colours, badge, issued_at)
