"""How the announcement of named follow-up leaves: once, to each member with a confirmed address."""

import datetime

from allauth.account.models import EmailAddress

from elearning.mail import deliver, take
from elearning.organisations import emails
from elearning.organisations.models import Announcement

TRIED_FOR = datetime.timedelta(days=7)  # until it begins


def waiting(now: datetime.datetime):
    return Announcement.objects.filter(to_send_at__gte=now - TRIED_FOR)


def send(announcement_id: int, now: datetime.datetime) -> None:
    """Send an announcement, unless somebody else does, or its reader has left. Raises OSError."""
    this = Announcement.objects.filter(pk=announcement_id)
    still = waiting(now).filter(pk=announcement_id).select_related("follow_up__organisation")
    if not take(still, now):
        return
    one = still.first()
    if one is None:  # stopped just now
        return
    members = one.follow_up.organisation.memberships.current()
    address = (
        EmailAddress.objects.filter(
            user__learner=one.learner_id,
            verified=True,
            user__learner__in=members.values("learner"),
        )
        .order_by("-primary")
        .first()
    )
    if address is None:
        this.update(to_send_at=None)
        return
    message = emails.announcement_message(one.follow_up, address.email)
    deliver(
        this,
        message,
        now,
        waiting={"to_send_at": one.to_send_at},
        sent={"to_send_at": None},
    )
