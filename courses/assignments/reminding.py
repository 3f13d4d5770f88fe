"""Reminders of what is asked: which are due, and how each is sent once at most."""

import datetime

from django.db import transaction
from django.db.models import Count, Exists, Max, OuterRef
from django.utils.timezone import localdate

from courses.assignments import emails, fulfilling, rules
from courses.assignments.models import Assignment, Fulfilment, NoReminders, OwnDay, Reminder
from courses.certificates.holders import address_of
from courses.certificates.models import Notice
from courses.learning.models import PathCompletion
from elearning.accounts.models import Learner
from elearning.mail import deliver, take

TRIED_FOR = datetime.timedelta(days=5)  # a week-end, and a mail server that is down


def note_due(now: datetime.datetime) -> None:
    """Write the reminders that the last days of today's assignments call for."""
    today = localdate(now)
    for assignment in Assignment.objects.open_on(today):
        own_days = set(assignment.own_days.values_list("due_on", flat=True))
        for due_on in {assignment.due_on} | own_days:
            if opened := rules.window_opened(today, due_on):
                note(assignment, now, unless_since=opened, due_on=due_on)


def note(
    assignment: Assignment,
    now: datetime.datetime,
    unless_since: datetime.date | None = None,
    due_on: datetime.date | None = None,
) -> None:
    """Write a reminder to whoever has not completed it and may be written to again.

    Whoever had one since the day given, if any, gets none; nor has anybody whose last day is not
    the one given, if one is.
    """
    with transaction.atomic():
        Assignment.objects.select_for_update().get(pk=assignment.pk)
        learners = list(_due_by(assignment, due_on) if due_on else _to_remind(assignment))
        mine = _past(Reminder.objects.filter(assignment=assignment, learner__in=learners))
        all_of_them = _past(Reminder.objects.filter(learner__in=learners))
        notices = Notice.objects.filter(certificate__learner__in=learners)
        told = dict(
            notices.order_by().values_list("certificate__learner").annotate(last=Max("created_at"))
        )
        due = []
        for learner in learners:
            number, latest = mine.get(learner, (0, None))
            messages = (all_of_them.get(learner, (0, None))[1], told.get(learner))
            last = max(filter(None, messages), default=None)
            if unless_since and latest and localdate(latest) >= unless_since:
                continue
            if rules.may_remind(now, number, last):
                due.append(
                    Reminder(
                        assignment=assignment,
                        learner_id=learner,
                        number=number + 1,
                        created_at=now,
                    )
                )
        Reminder.objects.bulk_create(due, ignore_conflicts=True)


def _due_by(assignment: Assignment, due_on: datetime.date):
    """Return who is to be reminded and has that last day: the one asked, or one of their own."""
    own_days = OwnDay.objects.filter(assignment=assignment)
    if due_on == assignment.due_on:
        others = own_days.exclude(due_on=due_on)
        return _to_remind(assignment).exclude(pk__in=others.values("learner"))
    return _to_remind(assignment).filter(pk__in=own_days.filter(due_on=due_on).values("learner"))


def _past(reminders) -> dict:
    """Return, of each learner, how many reminders there are and when the last was written."""
    rows = reminders.order_by().values_list("learner").annotate(Count("pk"), Max("created_at"))
    return {learner: (number, last) for learner, number, last in rows}


def _to_remind(assignment: Assignment):
    """Return who belongs there, has not completed it, has an address and refuses no reminder."""
    fulfilled = Fulfilment.objects.filter(learner=OuterRef("pk"), assignment=assignment)
    completed = PathCompletion.objects.filter(learner=OuterRef("pk"), path=assignment.path_id)
    if assignment.follows_id:
        completed = completed.filter(completed_at__gte=assignment.created_at)
    members = Learner.objects.filter(memberships__in=assignment.memberships.current())
    reached = members.filter(user__emailaddress__verified=True, no_reminders=None)
    return (
        reached.exclude(Exists(completed) | Exists(fulfilled))
        .values_list("pk", flat=True)
        .distinct()
    )


def to_send(now: datetime.datetime):
    """Return the reminders not sent yet, but those that have failed for days."""
    return Reminder.objects.filter(sent_at=None, created_at__gte=now - TRIED_FOR)


def send(reminder_id: int, now: datetime.datetime) -> None:
    """Send a reminder, unless somebody else does, or its reader is to be reminded no more.

    Raises OSError.
    """
    this = Reminder.objects.filter(pk=reminder_id)
    if not take(this.filter(sent_at=None), now):
        return
    reminder = this.select_related("assignment__path", "assignment__organisation").get()
    assignment = reminder.assignment
    fulfilling.note(assignment, reminder.learner_id)
    asked = Assignment.objects.open_on(localdate(now)).filter(pk=assignment.pk).exists()
    if not asked or not _to_remind(assignment).filter(pk=reminder.learner_id).exists():
        reminder.delete()
        return
    message = emails.message(reminder, address_of(reminder.learner))
    deliver(this, message, now, waiting={"sent_at": None}, sent={"sent_at": now})


def refuse(learner: Learner, now: datetime.datetime) -> None:
    """Remind a learner of nothing any more."""
    NoReminders.objects.get_or_create(learner=learner, defaults={"since": now})


def accept(learner: Learner) -> None:
    NoReminders.objects.filter(learner=learner).delete()


def are_refused(learner: Learner) -> bool:
    return NoReminders.objects.filter(learner=learner).exists()
