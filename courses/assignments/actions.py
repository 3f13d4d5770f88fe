"""What a manager asks of people, and what a person shares of it, each in one transaction."""

import datetime

from django.db import IntegrityError, transaction

from courses.assignments.models import Assignment, SharedCompletion
from elearning.accounts.models import Learner, User
from elearning.organisations.models import Organisation


class AlreadyAsked(Exception):
    """This organisation asks for this path already."""


def assign(
    organisation: Organisation, assignment: Assignment, by: User, now: datetime.datetime
) -> Assignment:
    """Ask a path of the people of an organisation. Raises AlreadyAsked."""
    assignment.organisation = organisation
    assignment.created_by, assignment.created_at = by, now
    try:
        with transaction.atomic():
            assignment.save()
    except IntegrityError:
        raise AlreadyAsked from None
    return assignment


def end(assignment: Assignment, now: datetime.datetime) -> None:
    """Ask for it no more; what people completed stays theirs."""
    Assignment.objects.running().filter(pk=assignment.pk).update(ended_at=now)


def share(assignment: Assignment, learner: Learner, agrees: bool, now: datetime.datetime) -> None:
    """Let the organisation count what a learner completed before, or no longer."""
    if agrees:
        new = SharedCompletion(assignment=assignment, learner=learner, shared_at=now)
        SharedCompletion.objects.bulk_create([new], ignore_conflicts=True)
    else:
        assignment.shared.filter(learner=learner).delete()
