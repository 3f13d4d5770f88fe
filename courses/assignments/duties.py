"""What is asked of a learner, with how far they are."""

import datetime
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from courses.assignments.forms import ShareForm
from courses.assignments.models import Assignment, SharedCompletion
from courses.learning.paths import PathRow, path_rows


@dataclass(frozen=True)
class Duty:
    """A path that an organisation asks of a learner."""

    assignment: Assignment
    row: PathRow
    is_shared: bool
    today: datetime.date

    @property
    def done(self) -> bool:
        return self.row.completed_at is not None

    @property
    def late(self) -> bool:
        return not self.done and self.assignment.due_on < self.today

    @property
    def deadline(self) -> str:
        day = date_format(self.assignment.due_on)
        if self.late:
            return _("Was to be completed by %(day)s; you still may") % {"day": day}
        return _("To complete by %(day)s") % {"day": day}

    @property
    def share_form(self) -> ShareForm | None:
        """Return what lets the organisation count what was completed before it asked for it."""
        completed_at = self.row.completed_at
        since = max(self.assignment.joined_at, self.assignment.created_at)
        if completed_at is None or completed_at >= since:
            return None
        prefix = f"affectation-{self.assignment.pk}"
        return ShareForm(initial={"agrees": self.is_shared}, auto_id=f"{prefix}-%s")


def duties_of(learner, today: datetime.date) -> list[Duty]:
    """Return what is asked of a learner, or of nobody yet: first what is not done, by its day."""
    if learner is None:
        return []
    asked = Assignment.objects.asked_of(learner, today).select_related("organisation", "path")
    assignments = list(asked.order_by("due_on", "pk"))
    rows = {row.path.pk: row for row in path_rows({a.path for a in assignments}, learner)}
    shared = SharedCompletion.objects.filter(learner=learner, assignment__in=assignments)
    shared_ids = set(shared.values_list("assignment", flat=True))
    duties = [Duty(a, rows[a.path_id], a.pk in shared_ids, today) for a in assignments]
    return sorted(duties, key=lambda duty: duty.done)
