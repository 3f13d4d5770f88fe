"""Who manages an organisation, and how people come to belong to it, each in one transaction."""

import datetime
from functools import partial

from django.db import IntegrityError, transaction
from wagtail.log_actions import log

from elearning.accounts.models import Learner, User
from elearning.organisations import tasks, telling
from elearning.organisations.models import (
    Group,
    Invitation,
    Manager,
    ManagerNotice,
    Membership,
    Organisation,
)

TEAM_CODE_LASTS = datetime.timedelta(days=365)
PERSONAL_CODES_LAST = datetime.timedelta(days=90)
MOST_PERSONAL_CODES = 200  # at once


class NoSuchInvitation(Exception):
    """A code that never was, or that no longer lets anybody in; they are not told apart."""


def ask_to_manage(
    organisation: Organisation, user: User, function: str, now: datetime.datetime
) -> Manager:
    """Return the request of a person to manage an organisation, made now unless it is there."""
    try:
        with transaction.atomic():
            return Manager.objects.create(
                organisation=organisation, user=user, function=function, asked_at=now
            )
    except IntegrityError:
        return Manager.objects.current().get(organisation=organisation, user=user)


@transaction.atomic
def validate(manager: Manager, by: User | None, now: datetime.datetime) -> None:
    """Let a manager act, in the name of the Region; a second time changes nothing."""
    waiting = Manager.objects.current().filter(pk=manager.pk, validated_at=None)
    if waiting.update(validated_at=now, validated_by=by):
        _log("validate", manager.organisation, by, manager=manager.pk)
        telling.note(manager, ManagerNotice.Kind.CAME, now)
        transaction.on_commit(partial(tell_waiting, now))


@transaction.atomic
def end(manager: Manager, by: User, now: datetime.datetime) -> None:
    """Refuse a request, or let somebody manage no longer. What they did stays."""
    if Manager.objects.current().filter(pk=manager.pk).update(ended_at=now):
        _log("end", manager.organisation, by, manager=manager.pk)
        telling.note(manager, ManagerNotice.Kind.LEFT, now)
        transaction.on_commit(partial(tell_waiting, now))


def tell_waiting(now: datetime.datetime) -> int:
    """Give the notices to managers that are to be sent to the worker; return how many."""
    numbers = list(telling.waiting(now).values_list("pk", flat=True))
    for number in numbers:
        tasks.send_manager_notice.enqueue(number)
    return len(numbers)


@transaction.atomic
def invite_team(
    organisation: Organisation, by: User, now: datetime.datetime, group: Group | None = None
) -> Invitation:
    """Return a new code for a whole team, or a group of it; those before let nobody in any more."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    organisation.invitations.filter(for_one=False, group=group).revoke(now)
    _log("invite", organisation, by, codes=1)
    return Invitation.objects.create(
        organisation=organisation,
        for_one=False,
        group=group,
        created_by=by,
        created_at=now,
        expires_at=now + TEAM_CODE_LASTS,
    )


@transaction.atomic
def make_personal_codes(
    organisation: Organisation, count: int, by: User, now: datetime.datetime
) -> list[Invitation]:
    """Return so many codes that let one person in each, to print for those without an address."""
    _log("invite", organisation, by, codes=count)
    return Invitation.objects.bulk_create(
        Invitation(
            organisation=organisation,
            for_one=True,
            created_by=by,
            created_at=now,
            expires_at=now + PERSONAL_CODES_LAST,
        )
        for _ in range(count)
    )


@transaction.atomic
def revoke(organisation: Organisation, by: User, now: datetime.datetime) -> None:
    """Let nobody in any more with the codes of an organisation; those who joined stay.

    Those that messages carry are closed too.
    """
    organisation.mailings.filter(closed_at=None).update(closed_at=now)
    codes = organisation.invitations.revoke(now)
    _log("revoke", organisation, by, codes=codes)


@transaction.atomic
def join(code: str, learner: Learner, now: datetime.datetime) -> Membership:
    """Return the learner's membership of the organisation that a code opens.

    Joining twice is joining once, and uses up no code to print. Raises NoSuchInvitation.
    """
    invitation = Invitation.objects.usable(now).select_for_update().filter(code=code).first()
    if invitation is None:
        raise NoSuchInvitation
    membership, is_new = Membership.objects.get_or_create(
        organisation_id=invitation.organisation_id,
        learner=learner,
        left_at=None,
        defaults={"joined_at": now},
    )
    if invitation.group_id:
        choose_group(membership, invitation.group)
    if invitation.for_one and (is_new or invitation.email):
        Invitation.objects.filter(pk=invitation.pk).update(used_at=now, email="", to_send_at=None)
    return membership


def choose_group(membership: Membership, group: Group | None) -> None:
    """Put a person in a group of their organisation, or in none: in one at most."""
    current = Membership.objects.current().filter(pk=membership.pk)
    if group is None or group.organisation_id == membership.organisation_id:
        current.update(group=group)


@transaction.atomic
def close_group(group: Group, now: datetime.datetime) -> None:
    """Let nobody into a group any more; who is in it, and what is asked of them, stays."""
    Group.objects.current().filter(pk=group.pk).update(ended_at=now)
    group.invitations.filter(for_one=False).revoke(now)


def leave(membership: Membership, now: datetime.datetime) -> None:
    """End a membership; the organisation counts and names this person no longer."""
    Membership.objects.current().filter(pk=membership.pk).update(left_at=now, name="")


def _log(verb: str, organisation: Organisation, by: User | None, **data: int) -> None:
    """Keep in the log what was done, under numbers that erasing a person leaves without a name."""
    log(instance=organisation, action=f"organisations.{verb}", user=by, data=data)
