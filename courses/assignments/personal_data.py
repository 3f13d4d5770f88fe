"""What a manager asked for, and what a person let an organisation count."""

from django.utils.translation import gettext as _

from courses.assignments.models import Assignment, NoReminders, Reminder, SharedCompletion
from elearning.lib.personal_data import Table

MODELS = {"assignments.Assignment", "assignments.SharedCompletion"}
MODELS |= {"assignments.Reminder", "assignments.NoReminders"}
TERMS = ()  # what is shared stays as long as the learner, what is asked as long as the organisation
OUTLIVES_PEOPLE = False


def export_for(learner, user) -> list[Table]:
    return [_shared(learner), _reminders(learner), _refused(learner), _asked(user)]


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


def erase_for(learner, user) -> None:
    """Forget what was shared and sent; what was asked of people stays, without who asked."""
    if learner:
        for model in (SharedCompletion, Reminder, NoReminders):
            model.objects.filter(learner=learner).delete()
