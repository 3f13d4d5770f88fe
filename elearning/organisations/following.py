"""Named follow-up: switched on with a reason, announced before it begins, switched off whole."""

import datetime
from functools import partial

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from wagtail.log_actions import log

from elearning.accounts.models import User
from elearning.organisations import announcing, tasks
from elearning.organisations.models import Announcement, FollowUp, Membership, Organisation

NOTICE = datetime.timedelta(days=7)  # between the announcement and the first day


class AlreadyFollowed(Exception):
    """This organisation follows its people by name already."""


@transaction.atomic
def start(
    organisation: Organisation, basis: str, law: str, by: User, now: datetime.datetime
) -> FollowUp:
    """Announce named follow-up to the people of an organisation; it begins a week later.

    Raises AlreadyFollowed.
    """
    try:
        with transaction.atomic():
            follow_up = FollowUp.objects.create(
                organisation=organisation,
                basis=basis,
                law=law,
                announced_at=now,
                starts_at=now + NOTICE,
                started_by=by,
            )
    except IntegrityError:
        raise AlreadyFollowed from None
    # Of the organisation, not of the follow-up: administrators may read those acts.
    log(
        instance=organisation, action="organisations.follow_by_name", user=by, data={"basis": basis}
    )
    reached = EmailAddress.objects.filter(verified=True).values("user")
    members = organisation.memberships.current().filter(learner__user__in=reached)
    Announcement.objects.bulk_create(
        Announcement(follow_up=follow_up, learner_id=learner, to_send_at=now)
        for learner in members.values_list("learner", flat=True)
    )
    transaction.on_commit(partial(announce_waiting, now))
    return follow_up


@transaction.atomic
def stop(organisation: Organisation, by: User, now: datetime.datetime) -> None:
    """Follow nobody by name any more, and forget the names that people gave for it."""
    current = organisation.follow_ups.current().select_for_update().first()
    if current is None:
        return
    current.ended_at, current.ended_by = now, by
    current.save(update_fields=["ended_at", "ended_by"])
    current.announcements.update(to_send_at=None)
    organisation.memberships.update(name="")
    log(instance=organisation, action="organisations.follow_no_more", user=by)


def give_name(membership: Membership, name: str) -> None:
    """Keep the name that a member gives to be followed by."""
    followed = FollowUp.objects.current().filter(organisation=membership.organisation_id)
    if followed.exists():
        Membership.objects.current().filter(pk=membership.pk).update(name=name)


def announce_waiting(now: datetime.datetime) -> int:
    """Give the announcements that are to be sent to the worker; return how many."""
    numbers = list(announcing.waiting(now).values_list("pk", flat=True))
    for number in numbers:
        tasks.send_announcement.enqueue(number)
    return len(numbers)
