"""Personal invitations by e-mail: how many at once, and what becomes of them."""

import datetime
from functools import partial
from uuid import UUID

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Sum
from django.db.models.functions import Lower
from wagtail.log_actions import log

from elearning.accounts.models import User
from elearning.organisations import tasks
from elearning.organisations.models import Group, Invitation, Mailing, Organisation
from elearning.organisations.sending import TRIED_FOR

LAST = datetime.timedelta(days=30)
MOST_AT_ONCE = 500  # people
MOST_A_DAY = 1000  # people, for an organisation


class TooManyToday(Exception):
    """This organisation has written to as many people today as it may."""


@transaction.atomic
def invite(
    organisation: Organisation,
    addresses: list[str],
    by: User,
    now: datetime.datetime,
    group: Group | None = None,
    key: UUID | None = None,
) -> Mailing:
    """Invite each of these people, to a group if one is given; an earlier message counts no longer.

    Whether somebody has joined already changes nothing here: nobody learns it by inviting again.
    A second click on the list of that key sends nothing. Raises TooManyToday.
    """
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    if key and (made := organisation.mailings.filter(key=key).first()):
        return made
    _refuse_too_many(organisation, len(addresses), now)
    organisation.invitations.filter(email__in=addresses).forget(now)
    mailing = Mailing.objects.create(
        organisation=organisation,
        key=key,
        people=len(addresses),
        created_by=by,
        created_at=now,
        expires_at=now + LAST,
    )
    Invitation.objects.bulk_create(
        Invitation(
            organisation=organisation,
            mailing=mailing,
            for_one=True,
            group=group,
            email=address,
            to_send_at=now,
            created_by=by,
            created_at=now,
            expires_at=mailing.expires_at,
        )
        for address in addresses
    )
    people = {"codes": len(addresses)}
    log(instance=organisation, action="organisations.invite", user=by, data=people)
    transaction.on_commit(partial(send_waiting, now, mailing))
    return mailing


def _refuse_too_many(organisation: Organisation, people: int, now: datetime.datetime) -> None:
    today = organisation.mailings.filter(created_at__gt=now - datetime.timedelta(days=1))
    if (today.aggregate(Sum("people"))["people__sum"] or 0) + people > MOST_A_DAY:
        raise TooManyToday


@transaction.atomic
def resend(mailing: Mailing, by: User, now: datetime.datetime) -> bool:
    """Write once more, and only once, to those who have not joined; tell whether it was so."""
    once = Mailing.objects.filter(pk=mailing.pk, resent_at=None, closed_at=None)
    if not once.filter(expires_at__gt=now).update(resent_at=now):
        return False
    left = mailing.invitations.usable(now).exclude(email="")
    left.update(to_send_at=now, taken_at=None, created_by=by)
    transaction.on_commit(partial(send_waiting, now, mailing))
    return True


@transaction.atomic
def close(mailing: Mailing, now: datetime.datetime) -> None:
    """Let nobody in any more with these invitations."""
    Mailing.objects.filter(pk=mailing.pk, closed_at=None).update(closed_at=now)
    mailing.invitations.revoke(now)


def send_waiting(now: datetime.datetime, mailing: Mailing | None = None) -> int:
    """Give what is to be sent to the worker, that of a mailing or all; return how many messages."""
    waiting = Invitation.objects.waiting(since=now - TRIED_FOR)
    if mailing:
        waiting = waiting.filter(mailing=mailing)
    numbers = list(waiting.values_list("pk", flat=True))
    for number in numbers:
        tasks.send_invitation.enqueue(number)
    return len(numbers)


def forget_expired(now: datetime.datetime, dry_run: bool) -> int:
    """Forget the addresses of invitations that nobody used in time; return how many."""
    expired = Invitation.objects.filter(expires_at__lte=now).exclude(email="")
    return expired.count() if dry_run else expired.forget(now)


def sent_to(user: User):
    """Return the invitations that wait at an address which this account has confirmed."""
    confirmed = EmailAddress.objects.filter(user=user, verified=True)
    return Invitation.objects.filter(email__in=confirmed.values_list(Lower("email")))
