"""What a manager asks of people, and what a person shares of it, each in one transaction."""

import datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localtime

from courses.assignments import fulfilling
from courses.assignments.models import (
    Assignment,
    Figures,
    Fulfilment,
    OwnDay,
    Session,
    SharedCompletion,
)
from courses.certificates.rules import months_later
from courses.learning.actions import complete_in_session
from elearning.accounts.models import Learner, User
from elearning.organisations.models import Organisation
from elearning.organisations.rules import counted_until

TWO_CLICKS = datetime.timedelta(minutes=1)


class AlreadyAsked(Exception):
    """This organisation asks for this path already."""


class TellsApart(Exception):
    """Its figures, beside those of another assignment, would tell of the people of one only."""

    def __init__(self, other: Assignment):
        super().__init__(other)
        self.other = other


def assign(
    organisation: Organisation, assignment: Assignment, by: User | None, now: datetime.datetime
) -> Assignment:
    """Ask a path of the people of an organisation, or of a group of them.

    Raises AlreadyAsked and TellsApart.
    """
    assignment.organisation = organisation
    assignment.created_by, assignment.created_at = by, now
    try:
        with transaction.atomic():
            Organisation.objects.select_for_update().get(pk=organisation.pk)
            # A period that comes back is asked all the same, and its figures wait.
            if assignment.follows is None and (other := assignment.telling_apart()):
                raise TellsApart(other)
            assignment.save()
            _begin_counting(assignment, now)
    except IntegrityError:
        raise AlreadyAsked from None
    return assignment


def _begin_counting(assignment: Assignment, now: datetime.datetime) -> None:
    """Keep the first figures: whom it reaches, of whom nobody has done anything yet."""
    until = counted_until(localtime(now))
    members = assignment.memberships.counted_at(until)
    people = members.values("learner").distinct().count()
    Figures.objects.create(assignment=assignment, until=until, people=people, begun=0, done=0)


@transaction.atomic
def open_next_period(assignment: Assignment, now: datetime.datetime) -> Assignment | None:
    """End a period and ask for the path again, or do nothing where it was ended meanwhile.

    What was done in the period before stays in it.
    """
    running = Assignment.objects.running().select_for_update().filter(pk=assignment.pk).first()
    if running is None:
        return None
    end(running, now)
    return assign(
        running.organisation,
        Assignment(
            path=running.path,
            group=running.group,
            opens_on=running.next_opens_on,
            due_on=months_later(running.due_on, running.every_months),
            message=running.message,
            every_months=running.every_months,
            follows=running,
        ),
        running.created_by,
        now,
    )


@transaction.atomic
def change(assignment: Assignment) -> None:
    """Keep another last day, other words or another period, while it runs.

    Who agreed on a day that the new last day leaves behind has that last day again.
    """
    running = Assignment.objects.running().select_for_update().filter(pk=assignment.pk)
    was_due_on = running.values_list("due_on", flat=True).first()
    if was_due_on is None:
        return
    assignment.save(update_fields=["due_on", "every_months", "message"])
    later_then = assignment.own_days.filter(due_on__gt=was_due_on)
    later_then.filter(due_on__lte=assignment.due_on).delete()


@transaction.atomic
def end(assignment: Assignment, now: datetime.datetime) -> bool:
    """Ask for it no more, and tell whether it was asked; what people completed stays theirs."""
    running = Assignment.objects.running().select_for_update().filter(pk=assignment.pk)
    if not running.exists():
        return False
    fulfilling.note(assignment)
    return bool(running.update(ended_at=now))


@transaction.atomic
def share(assignment: Assignment, learner: Learner, agrees: bool, now: datetime.datetime) -> None:
    """Let the organisation count what a learner completed before, or no longer."""
    if agrees:
        new = SharedCompletion(assignment=assignment, learner=learner, shared_at=now)
        SharedCompletion.objects.bulk_create([new], ignore_conflicts=True)
    else:
        assignment.shared.filter(learner=learner).delete()
        noted = assignment.fulfilments.filter(learner=learner)
        noted.exclude(how=Fulfilment.How.SESSION).delete()
    fulfilling.note(assignment, learner.pk)


def choose_day(assignment: Assignment, learner: Learner, due_on: datetime.date | None) -> None:
    """Keep another last day for one person, or go back to that of everybody."""
    if due_on is None or due_on == assignment.due_on:
        assignment.own_days.filter(learner=learner).delete()
    else:
        OwnDay.objects.update_or_create(
            assignment=assignment, learner=learner, defaults={"due_on": due_on}
        )


@transaction.atomic
def record_session(session: Session, by: User, now: datetime.datetime) -> Session:
    """Note a session, or return the one noted a moment ago where this is a second click."""
    Assignment.objects.select_for_update().get(pk=session.assignment_id)
    same = session.assignment.sessions.filter(
        held_on=session.held_on,
        without_account=session.without_account,
        created_by=by,
        created_at__gt=now - TWO_CLICKS,
    )
    if noted := same.first():
        return noted
    session.created_by, session.created_at = by, now
    session.save()
    return session


@transaction.atomic
def attend(session: Session, learner: Learner, now: datetime.datetime) -> None:
    """Note, once, that somebody did a path in a session: it counts as done alone would."""
    complete_in_session(session.assignment.path, learner, now)
    new = Fulfilment(
        assignment=session.assignment, learner=learner, done_at=now, how=Fulfilment.How.SESSION
    )
    Fulfilment.objects.bulk_create([new], ignore_conflicts=True)
