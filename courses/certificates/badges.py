"""The certificate as an Open Badge, and the list that says which badges no longer stand."""

import datetime

from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from openbadgeslib.ob3.status_list import (
    DEFAULT_SIZE_BITS,
    build_status_list_credential,
    status_entry,
)

from courses.certificates import credential, issuer
from courses.certificates.models import Certificate

FIVE_MINUTES = 300  # seconds
LIST_LIFE = datetime.timedelta(days=1)  # an older copy must not hide a revocation
REVOCATION = "revocation"


def badge_of(certificate: Certificate) -> str:
    """Return the signed credential of a certificate. Raises keys.NoKey."""
    return issuer.sign(credential.payload(badge_facts(certificate)))


def badge_facts(certificate: Certificate) -> credential.Facts:
    number, index = divmod(certificate.pk, DEFAULT_SIZE_BITS)
    return credential.Facts(
        url=issuer.url(certificate.get_absolute_url()),
        issuer_id=issuer.did(),
        issuer_name=certificate.issuer_name,
        issuer_url=issuer.url(),
        signatory=certificate.signatory,
        subject_id="urn:uuid:" + certificate.subject.rpartition(":")[2],
        title=certificate.title,
        edition=certificate.edition,
        description=" ".join(certificate.objectives) or certificate.title,
        criteria=certificate.words,
        identity=certificate.get_identity_display(),
        holder_name=certificate.shown_name,
        role=role_of(certificate),
        completed_at=certificate.completed_at,
        issued_at=certificate.issued_at,
        valid_until=end_of(certificate.valid_until),
        status=status_entry(list_url(number), REVOCATION, index),
    )


def role_of(certificate: Certificate) -> str:
    """Return the organisation that its holder chose to show, as a badge says it, or nothing."""
    if not certificate.organisation_name:
        return ""
    return _("Member of: %(name)s") % {"name": certificate.organisation_name}


def end_of(day: datetime.date | None) -> datetime.datetime | None:
    """Return the midnight, here, at which a day ends."""
    if day is None:
        return None
    following = day + datetime.timedelta(days=1)
    return timezone.make_aware(datetime.datetime.combine(following, datetime.time()))


def list_url(number: int) -> str:
    return issuer.url(reverse("certificate_status_list", args=[number]))


def in_list(number: int):
    """Return the certificates whose state a list publishes."""
    first = number * DEFAULT_SIZE_BITS
    return Certificate.objects.filter(pk__gte=first, pk__lt=first + DEFAULT_SIZE_BITS)


def status_list(number: int, now: datetime.datetime) -> str:
    """Return the signed list that says which certificates are revoked or replaced.

    A certificate's place is its row's key: the quotient by the size of a list, and the rest.
    """
    return cache.get_or_set(
        _list_key(number), lambda: _status_list(number, now), timeout=FIVE_MINUTES
    )


def forget_list_of(certificate: Certificate) -> None:
    """Let the list that says whether a certificate stands be made anew."""
    cache.delete(_list_key(certificate.pk // DEFAULT_SIZE_BITS))


def _list_key(number: int) -> str:
    return f"certificate-status-list:{number}"


def _status_list(number: int, now: datetime.datetime) -> str:
    ended = in_list(number).exclude(ended_at=None)
    document = build_status_list_credential(
        issuer_id=issuer.did(),
        url=list_url(number),
        purpose=REVOCATION,
        set_indices=[pk % DEFAULT_SIZE_BITS for pk in ended.values_list("pk", flat=True)],
        issued=now,
        valid_until=now + LIST_LIFE,
        ttl=FIVE_MINUTES * 1000,
    )
    claims = {"iss": document["issuer"], "jti": document["id"], "nbf": int(now.timestamp())}
    return issuer.sign(document | claims)
