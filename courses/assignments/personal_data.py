"""What a manager asked for, and what a person let an organisation count."""

from django.utils.translation import gettext as _

from courses.assignments.models import Assignment, SharedCompletion
from elearning.lib.personal_data import Table

MODELS = {"assignments.Assignment", "assignments.SharedCompletion"}
TERMS = ()  # what is shared stays as long as the learner, what is asked as long as the organisation
OUTLIVES_PEOPLE = False


def export_for(learner, user) -> list[Table]:
    return [_shared(learner), _asked(user)]


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
    """Forget what was shared; what was asked of people stays, without who asked."""
    if learner:
        SharedCompletion.objects.filter(learner=learner).delete()
