"""What becomes of a journey when its learner is recognised as another one."""

from django.utils import timezone
from django.utils.translation import gettext as _

from courses.learning.actions import complete_if_earned
from courses.learning.journey import journey_of
from courses.learning.models import (
    Completion,
    Enrolment,
    LessonDone,
    PathCompletion,
    PathEnrolment,
)
from courses.learning.paths import complete_paths
from courses.models import ModulePage, PathPage


def kept_for(learner) -> list[str]:
    """Return a sentence per module, and one for a quiz of none."""
    journey = journey_of(learner, timezone.now())
    modules = [
        _("the module “%(title)s”: %(state)s") % {"title": row.module.title, "state": row.state}
        for row in journey["modules"]
    ]
    return modules or [_("answers to a first quiz")]


def claim(source, target, now) -> None:
    """Move what was begun and done, the earliest of each; both together may complete a module."""
    _merge(Enrolment, source, target, ("module_id",), "started_at")
    _merge(LessonDone, source, target, ("lesson_id", "cycle"), "done_at")
    _merge(Completion, source, target, ("module_id", "cycle"), "completed_at")
    _merge(PathEnrolment, source, target, ("path_id",), "started_at")
    _merge(PathCompletion, source, target, ("path_id", "cycle"), "completed_at")
    begun = ModulePage.objects.filter(enrolments__learner=target)
    for module in begun.exclude(completions__learner=target).select_related("quiz"):
        complete_if_earned(module, target.pk, now)
    done = PathPage.objects.filter(steps__module__completions__learner=target)
    complete_paths(done, target, now)


def _merge(model, source, target, key, date) -> None:
    first = {}
    later = []
    for row in model.objects.filter(learner__in=[source, target]).order_by(date, "pk"):
        place = tuple(getattr(row, field) for field in key)
        if place in first:
            later.append(row.pk)
        first[place] = row.pk
    model.objects.filter(pk__in=later).delete()
    model.objects.filter(learner=source).update(learner=target)
