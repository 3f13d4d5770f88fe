"""Is this certificate ours, and does it still stand? Asked with a code, an address or a file."""

from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _

from courses.certificates import codes, issuer
from courses.certificates.models import Certificate

HEAVIEST_FILE = 1_000_000  # bytes
UNKNOWN = _(
    "No certificate has this code. Check its letters and figures. Example: BFC-4K7P-92QX-8M3TW."
)
ELSEWHERE = _("This address is not one of this site.")
CHANGED = _(
    "This PDF was not issued here, or was changed since. A scan, a photo or a PDF that was printed "
    "again loses its seal: type the code instead."
)
NOT_A_BADGE = _("This file is neither a certificate in PDF nor a badge issued here.")


class Refused(ValueError):
    """Not a certificate of ours; its text says why."""


def by_code(typed: str) -> Certificate:
    """Return the certificate of a code typed by hand. Raises Refused, always with one answer."""
    certificate = Certificate.objects.filter(code=codes.normalise(typed) or "").first()
    if certificate is None:
        raise Refused(UNKNOWN)
    return certificate


def by_words(typed: str) -> Certificate:
    """Return the certificate of a code, or of an address of this site. Raises Refused."""
    return by_address(typed) if "://" in typed else by_code(typed)


def by_address(url: str) -> Certificate:
    """Return the certificate that an address of this site shows. Raises Refused."""
    try:
        host, path = urlsplit(url)[1:3]
    except ValueError as fault:
        raise Refused(ELSEWHERE) from fault
    if host != urlsplit(issuer.url()).netloc:
        raise Refused(ELSEWHERE)
    try:
        return by_code(resolve(path).kwargs.get("code", ""))
    except Resolver404 as fault:
        raise Refused(UNKNOWN) from fault


def by_file(content: bytes) -> Certificate:
    """Return the certificate of a PDF or of a badge, once its seal is checked. Raises Refused."""
    if content.startswith(b"%PDF-"):
        return _by_token(_badge_in(content))
    return _by_token(content.decode(errors="replace").strip())


def _badge_in(pdf: bytes) -> str:
    from courses.certificates import proof  # noqa: PLC0415  # seconds, and most ask with a code

    try:
        return proof.badge_in(pdf)
    except proof.NotSealed as fault:
        raise Refused(CHANGED) from fault


def _by_token(token: str) -> Certificate:
    try:
        claims = issuer.read(token)
    except issuer.NotOurs as fault:
        raise Refused(NOT_A_BADGE) from fault
    return by_address(claims["id"])
