"""What a manager asked for, and what a person let an organisation count."""

from django.utils.translation import gettext as _

from courses.assignments.models import (
    Assignment,
    Fulfilment,
    NoReminders,
    OwnDay,
    Reminder,
    Session,
    SharedCompletion,
)
from elearning.lib.personal_data import Table

MODELS = {"assignments.Assignment", "assignments.SharedCompletion"}
MODELS |= {"assignments.Reminder", "assignments.NoReminders"}
MODELS |= {"assignments.Fulfilment", "assignments.OwnDay", "assignments.Session"}
TERMS = ()  # what is shared stays as long as the learner, what is asked as long as the organisation
OUTLIVES_PEOPLE = False


def export_for(learner, user) -> list[Table]:
    return [
        _shared(learner),
        _fulfilled(learner),
        _own_days(learner),
        _reminders(learner),
        _refused(learner),
        _asked(user),
        _sessions(user),
    ]


def _shared(learner) -> Table:
    rows = SharedCompletion.objects.filter(learner=learner).order_by("shared_at")
    columns = ("assignment__path__title", "assignment__organisation__name", "shared_at")
    return Table(
        "parcours-partages",
        _("The paths completed before that an organisation may count"),
        _("Because you ticked it. You can untick it."),
        (_("Path"), _("Organisation"), _("Shared on")),
        list(rows.values_list(*columns)),
    )


def _fulfilled(learner) -> Table:
    rows = Fulfilment.objects.filter(learner=learner).order_by("done_at")
    columns = ("assignment__path__title", "assignment__organisation__name", "done_at", "how")
    return Table(
        "formations-faites",
        _("What your organisations asked and you did"),
        _("To count it in its period, without your name, and to remind you no more."),
        (_("Path"), _("Organisation"), _("Completed on"), _("How")),
        list(rows.values_list(*columns)),
    )


def _own_days(learner) -> Table:
    rows = OwnDay.objects.filter(learner=learner).order_by("due_on")
    return Table(
        "dates-choisies",
        _("The dates you agreed on"),
        _("To show and remind you of your date, which you alone see."),
        (_("Path"), _("By")),
        list(rows.values_list("assignment__path__title", "due_on")),
    )


def _reminders(learner) -> Table:
    rows = Reminder.objects.filter(learner=learner).order_by("created_at")
    return Table(
        "rappels",
        _("The reminders of what your organisations ask for"),
        _("To send three at most for each path, one a week at most."),
        (_("Path"), _("Written on"), _("Sent on")),
        list(rows.values_list("assignment__path__title", "created_at", "sent_at")),
    )


def _refused(learner) -> Table:
    return Table(
        "rappels-refuses",
        _("That you want no reminders"),
        _("To send you none."),
        (_("Since"),),
        list(NoReminders.objects.filter(learner=learner).values_list("since")),
    )


def _asked(user) -> Table:
    rows = Assignment.objects.filter(created_by=user) if user else Assignment.objects.none()
    columns = ("path__title", "organisation__name", "opens_on", "due_on", "message", "created_at")
    return Table(
        "formations-demandees",
        _("The paths you asked people to complete"),
        _("To show them what to do, and by when."),
        (_("Path"), _("Organisation"), _("From"), _("By"), _("Message"), _("Asked on")),
        list(rows.order_by("created_at").values_list(*columns)),
    )


def _sessions(user) -> Table:
    rows = Session.objects.filter(created_by=user) if user else Session.objects.none()
    columns = ("assignment__path__title", "held_on", "without_account", "created_at")
    return Table(
        "seances",
        _("The sessions you recorded"),
        _("To count those who took part."),
        (_("Path"), _("Held on"), _("Without account"), _("Recorded on")),
        list(rows.order_by("created_at").values_list(*columns)),
    )


def erase_for(learner, user) -> None:
    """Forget what was shared and sent; what was asked of people stays, without who asked."""
    if learner:
        for model in (SharedCompletion, Fulfilment, OwnDay, Reminder, NoReminders):
            model.objects.filter(learner=learner).delete()
