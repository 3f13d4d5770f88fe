"""What is asked of a learner, with how far they are."""

import datetime
from dataclasses import dataclass

from django.db.models import Exists, Max, OuterRef
from django.utils.translation import gettext as _

from courses.assignments import fulfilling
from courses.assignments.forms import OwnDayForm, ShareForm
from courses.assignments.models import Assignment, Fulfilment, OwnDay, SharedCompletion
from courses.assignments.named import NamedRow
from courses.learning.paths import PathRow, path_rows
from courses.models import ModulePage
from elearning.dates import date_format
from quizzes.models import Attempt


@dataclass(frozen=True)
class Duty:
    """A path that an organisation asks of a learner."""

    assignment: Assignment
    row: PathRow
    done_at: datetime.datetime | None
    own_day: datetime.date | None
    told_at: datetime.datetime | None
    left: list[ModulePage]  # modules not done since it was asked, in the order of the path
    today: datetime.date

    @property
    def done(self) -> bool:
        return self.done_at is not None

    @property
    def due_on(self) -> datetime.date:
        return self.own_day or self.assignment.due_on

    @property
    def late(self) -> bool:
        return not self.done and self.due_on < self.today

    @property
    def state(self) -> str:
        if self.done_at:
            return _("Completed on %(day)s") % {"day": date_format(self.done_at)}
        if self.is_to_redo:
            return _("To do again: pass the quiz of each module")
        return self.row.state

    @property
    def is_to_redo(self) -> bool:
        """Return whether it was completed in a period before, and is not in this one."""
        return bool(self.assignment.follows_id and self.row.completed_at and not self.done)

    @property
    def deadline(self) -> str:
        day = date_format(self.due_on)
        if self.late:
            return _("Was to be completed by %(day)s; you still may") % {"day": day}
        return _("To complete by %(day)s") % {"day": day}

    @property
    def seen(self) -> str:
        """Return in words what the organisation reads of this person, where it follows by name."""
        if not self.assignment.is_named:
            return ""
        if not self.assignment.given_name:
            return _("You are not in its list: you have not given your name.")
        row = NamedRow(self.assignment.given_name, self.told_at)
        return _("It reads: %(row)s.") % {"row": ", ".join(filter(None, row.cells))}

    @property
    def day_form(self) -> OwnDayForm:
        initial = {"due_on": self.own_day}
        return OwnDayForm(initial=initial, auto_id=f"date-{self.assignment.pk}-%s")

    @property
    def share_form(self) -> ShareForm | None:
        """Return what lets the organisation count what was completed before it asked for it."""
        completed_at = self.row.completed_at
        since = max(self.assignment.joined_at, self.assignment.created_at)
        if completed_at is None or completed_at >= since or self.assignment.follows_id:
            return None
        prefix = f"affectation-{self.assignment.pk}"
        return ShareForm(initial={"agrees": self.assignment.is_shared}, auto_id=f"{prefix}-%s")


def duties_of(learner, today: datetime.date) -> list[Duty]:
    """Return what is asked of a learner, or of nobody yet: first what is not done, by its day."""
    if learner is None:
        return []
    shared = SharedCompletion.objects.filter(learner=learner, assignment=OuterRef("pk"))
    asked = (
        Assignment.objects.asked_of(learner, today)
        .with_naming()
        .annotate(is_shared=Exists(shared))
        .select_related("organisation", "path")
    )
    assignments = list(asked.order_by("due_on", "pk"))
    if not assignments:
        return []
    rows = {row.path.pk: row for row in path_rows({a.path for a in assignments}, learner)}
    noted = dict(Fulfilment.objects.filter(learner=learner).values_list("assignment", "done_at"))
    own_days = dict(OwnDay.objects.filter(learner=learner).values_list("assignment", "due_on"))
    passes = _passes(learner) if any(a.follows_id for a in assignments) else {}
    duties = [
        Duty(
            assignment,
            row := rows[assignment.path_id],
            noted.get(assignment.pk) or _done_at(assignment, row, passes),
            own_days.get(assignment.pk),
            noted.get(assignment.pk),
            _left(assignment, row, passes),
            today,
        )
        for assignment in assignments
    ]
    return sorted(duties, key=lambda duty: duty.done)


def _done_at(assignment, row: PathRow, passes: dict):
    """Return when what is asked was done; for the one who did it, however long ago."""
    return fulfilling.done_at(
        assignment,
        assignment.joined_at,
        [step.step.module for step in row.asked],
        row.completed_at,
        *_moments(row, passes),
        is_shared=True,
    )


def _left(assignment, row: PathRow, passes: dict) -> list[ModulePage]:
    since = max(assignment.joined_at, assignment.created_at)
    modules = [step.step.module for step in row.asked]
    last = {one.pk: fulfilling.last_done(one, *_moments(row, passes), since) for one in modules}
    return [one for one in modules if (at := last[one.pk]) is None or at < since]


def _moments(row: PathRow, passes: dict):
    """Return what tells when a module was completed, and when its quiz was last passed."""
    days = {step.step.module_id: step.completed_at for step in row.steps}
    return (lambda module: days[module.pk], lambda module: passes.get(module.quiz_id))


def _passes(learner) -> dict[int, datetime.datetime]:
    """Return when a learner last passed each quiz."""
    passed = Attempt.objects.filter(learner=learner, passed=True).order_by()
    return dict(passed.values_list("quiz").annotate(Max("submitted_at")))
