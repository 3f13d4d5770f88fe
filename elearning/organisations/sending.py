"""How the message of an invitation leaves: once, to those who are still to get it."""

import datetime

from allauth.account.models import EmailAddress
from django.utils.crypto import salted_hmac

from elearning.cms.limits import Limit
from elearning.mail import deliver, take
from elearning.organisations import emails
from elearning.organisations.models import Invitation, Manager, Membership

TRIED_FOR = datetime.timedelta(days=5)  # a week-end, and a mail server that is down
# Whoever writes, and however often: an address is not to be flooded from here.
MESSAGES = Limit("invitations-to-an-address", most=3, window=7 * 24 * 3600)


def has_had_enough(address: str) -> bool:
    """Return whether an address has been written to as often as it may be this week."""
    return MESSAGES.is_reached(_digest(address))


def count_message(address: str) -> None:
    MESSAGES.count(_digest(address))


def send(invitation_id: int, now: datetime.datetime) -> None:
    """Send an invitation, unless somebody else does, or it is not to be sent any more.

    Raises OSError.
    """
    # Without those whose address is forgotten: they wait for nothing any more.
    this = Invitation.objects.filter(pk=invitation_id).exclude(email="")
    waiting = this.waiting(since=now - TRIED_FOR).select_related("organisation")
    if not take(waiting, now):
        return
    invitation = waiting.first()
    if invitation is None:  # used or closed just now
        return
    if not _may_be_sent(invitation, now):
        this.update(to_send_at=None)
        return
    if deliver(
        this,
        emails.invitation_message(invitation),
        now,
        waiting={"to_send_at": invitation.to_send_at},
        sent={"to_send_at": None},
    ):
        count_message(invitation.email)


def _may_be_sent(invitation: Invitation, now: datetime.datetime) -> bool:
    """Return whether it is usable, whoever sends it still manages, and its reader is no member."""
    managers = Manager.objects.validated().filter(organisation=invitation.organisation_id)
    readers = EmailAddress.objects.filter(email=invitation.email, verified=True).values("user")
    members = Membership.objects.current().filter(organisation=invitation.organisation_id)
    return (
        invitation.expires_at > now
        and not has_had_enough(invitation.email)
        and managers.filter(user=invitation.created_by_id).exists()
        and not members.filter(learner__user__in=readers).exists()
    )


def _digest(address: str) -> str:
    return salted_hmac("invited", address, algorithm="sha256").hexdigest()
