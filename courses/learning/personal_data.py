"""What a learner began, read and completed."""

from django.utils.translation import gettext as _

from courses.learning.models import (
    Completion,
    Enrolment,
    LessonDone,
    PathCompletion,
    PathEnrolment,
)
from elearning.lib.personal_data import Table

MODELS = {"learning.Enrolment", "learning.LessonDone", "learning.Completion"}
MODELS |= {"learning.PathEnrolment", "learning.PathCompletion"}

TERMS = ()  # what a learner began and completed stays as long as the learner
OUTLIVES_PEOPLE = False


def export_for(learner, user) -> list[Table]:
    if learner is None:
        return []
    return [_enrolments(learner), _lessons(learner), _done(learner), _paths(learner)]


def _enrolments(learner) -> Table:
    rows = Enrolment.objects.filter(learner=learner).order_by("started_at")
    return Table(
        "modules",
        _("The modules you began"),
        _("To show them on your page."),
        (_("Module"), _("Begun on")),
        list(rows.values_list("module__title", "started_at")),
    )


def _lessons(learner) -> Table:
    rows = LessonDone.objects.filter(learner=learner).order_by("done_at")
    return Table(
        "lecons",
        _("The lessons you finished"),
        _("To show what is left of a module."),
        (_("Lesson"), _("Finished on")),
        list(rows.values_list("lesson__title", "done_at")),
    )


def _done(learner) -> Table:
    rows = Completion.objects.filter(learner=learner).order_by("completed_at")
    return Table(
        "achevements",
        _("The modules you completed"),
        _("To give you a certificate of each."),
        (_("Module"), _("Edition"), _("Completed on")),
        list(rows.values_list("module__title", "edition", "completed_at")),
    )


def _paths(learner) -> Table:
    begun = PathEnrolment.objects.filter(learner=learner)
    started = dict(begun.values_list("path__title", "started_at"))
    completed = PathCompletion.objects.filter(learner=learner).order_by("cycle")
    days = list(completed.values_list("path__title", "completed_at"))
    left = [(title, None) for title in started.keys() - dict(days).keys()]
    return Table(
        "parcours",
        _("The paths you follow or completed"),
        _("To show what is left of a path."),
        (_("Path"), _("Begun on"), _("Completed on")),
        [
            (title, started.get(title), day)
            for title, day in sorted([*days, *left], key=lambda row: row[0])
        ],
    )


def erase_for(learner, user) -> None:
    """Erase nothing: without an identifier these rows are counts, of modules begun and done."""
