"""Messages to holders: which are due, and how each is sent once at most."""

import datetime

from django.db.models import Exists, OuterRef
from django.utils.timezone import localdate

from courses.certificates import emails, rules
from courses.certificates.holders import address_of
from courses.certificates.models import Certificate, Notice
from elearning.mail import deliver, take

TRIED_FOR = datetime.timedelta(days=3)  # a mail server may be down for that long


def note_reminders(now: datetime.datetime, today: datetime.date) -> None:
    """Write the reminders due today; one that is there already stays as it is."""
    due = [
        Notice(certificate=certificate, kind=str(days), created_at=now)
        for certificate in _ending_soon(today)
        if (days := rules.reminder_due(today, certificate.life))
    ]
    Notice.objects.bulk_create(due, ignore_conflicts=True)


def _ending_soon(today: datetime.date):
    """Return what ends soon, is not renewed yet, and whose holder has a confirmed address."""
    renewed = Certificate.objects.current().filter(
        learner=OuterRef("learner"), subject=OuterRef("subject"), cycle__gt=OuterRef("cycle")
    )
    horizon = today + datetime.timedelta(days=max(rules.REMINDERS))
    return (
        Certificate.objects.filter(state=Certificate.State.VALID)
        .filter(valid_until__gte=today, valid_until__lte=horizon)
        .filter(learner__user__emailaddress__verified=True)
        .exclude(Exists(renewed))
        .distinct()
    )


def _still_says_something(notice: Notice, today: datetime.date) -> bool:
    is_reminder = notice.kind != Notice.Kind.REVOKED
    return not is_reminder or _ending_soon(today).filter(pk=notice.certificate_id).exists()


def to_send(now: datetime.datetime):
    """Return the notices not sent yet, but those that have failed for days."""
    return Notice.objects.filter(sent_at=None, created_at__gte=now - TRIED_FOR)


def send(notice_id: int, now: datetime.datetime) -> None:
    """Send a notice, unless somebody else does.

    It is dropped where its holder can be written to no more, or is reminded of what is no longer to
    come: renewed, replaced or revoked while the mail server was down. Raises OSError.
    """
    this = Notice.objects.filter(pk=notice_id)
    if not take(this.filter(sent_at=None), now):
        return
    notice = this.select_related("certificate__learner").get()
    address = address_of(notice.certificate.learner)
    if not address or not _still_says_something(notice, localdate(now)):
        notice.delete()
        return
    message = emails.message(notice, address)
    deliver(this, message, now, waiting={"sent_at": None}, sent={"sent_at": now})
