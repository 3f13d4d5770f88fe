"""What changes certificates, each in one transaction."""

import datetime
from functools import partial

from django.db import IntegrityError, transaction
from wagtail.log_actions import log

from courses.certificates import badges
from courses.certificates.holders import address_of
from courses.certificates.models import Certificate, Notice
from courses.certificates.tasks import keep_pdf, send_notice

OWN = {"id", "code", "replaces"}  # what no two certificates share
FROZEN = [field for field in Certificate._meta.concrete_fields if field.name not in OWN]


class NotCorrectable(Exception):
    """The name of this certificate can no longer be corrected by its holder."""


def issue(*, learner, subject, cycle, **facts) -> Certificate:
    """Return the learner's certificate for this subject and cycle, issued now if need be.

    However often and however fast it is asked, there is one: a constraint holds it. One that was
    revoked is not issued again.
    """
    key = {"learner": learner, "subject": subject, "cycle": cycle}
    try:
        with transaction.atomic():
            return _create(**key, **facts)
    except IntegrityError:
        return Certificate.objects.current().get(**key)


@transaction.atomic
def correct_name(number: int, name: str, now: datetime.datetime, user=None) -> Certificate:
    """Replace a certificate by one in another name, once; return the one that stands.

    Raises NotCorrectable, at a second click too.
    """
    certificate = Certificate.objects.select_for_update().get(pk=number)
    if not certificate.may_be_corrected:
        raise NotCorrectable
    corrected = _replace(certificate, now, holder_name=name, name_corrected=True)
    log(instance=corrected, action="certificates.correct_name", user=user)
    return corrected


@transaction.atomic
def revoke(number: int, reason: str, now: datetime.datetime, user) -> None:
    """Revoke a certificate that stands, once, and tell its holder where one can be written to."""
    standing = Certificate.objects.filter(pk=number, state=Certificate.State.VALID)
    if not standing.update(state=Certificate.State.REVOKED, ended_at=now, reason=reason):
        return
    certificate = Certificate.objects.select_related("learner").get(pk=number)
    log(instance=certificate, action="certificates.revoke", user=user, data={"reason": reason})
    transaction.on_commit(partial(badges.forget_list_of, certificate))
    if address_of(certificate.learner):
        notice = Notice.objects.create(
            certificate=certificate, kind=Notice.Kind.REVOKED, created_at=now
        )
        transaction.on_commit(partial(send_notice.enqueue, notice.pk))


@transaction.atomic
def reinstate(number: int, now: datetime.datetime, user) -> Certificate:
    """Replace a revoked certificate by one that says the same: a revocation is not undone.

    Raises Certificate.DoesNotExist when it is not, or no longer, revoked.
    """
    revoked = Certificate.objects.select_for_update().get(
        pk=number, state=Certificate.State.REVOKED
    )
    again = _replace(revoked, now, state=Certificate.State.VALID, ended_at=None, reason="")
    log(instance=again, action="certificates.reinstate", user=user)
    return again


def _replace(certificate: Certificate, now: datetime.datetime, **changes) -> Certificate:
    """Return a copy with another code and these changes; the certificate becomes "replaced"."""
    fields = {field.attname: getattr(certificate, field.attname) for field in FROZEN}
    certificate.state, certificate.ended_at = Certificate.State.REPLACED, now
    certificate.save(update_fields=["state", "ended_at"])
    transaction.on_commit(partial(badges.forget_list_of, certificate))
    return _create(**fields | changes | {"issued_at": now, "replaces": certificate})


def _create(**facts) -> Certificate:
    certificate = Certificate.objects.create(**facts)
    transaction.on_commit(partial(keep_pdf.enqueue, certificate.pk))
    return certificate


def outdate(subject: str, oldest_edition: int, today: datetime.date) -> None:
    """Ask to renew the certificates of editions before this one, once: the first day stays."""
    earlier = Certificate.objects.current().filter(subject=subject, edition__lt=oldest_edition)
    earlier.filter(outdated_on=None).update(outdated_on=today)
