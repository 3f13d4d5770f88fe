"""How many have completed what is asked, as a manager is told."""

import datetime
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from courses.assignments import rules
from courses.assignments.models import Assignment
from elearning.organisations.rules import SMALLEST_GROUP, counted_until

COLUMNS = (
    gettext_lazy("Path"),
    gettext_lazy("From"),
    gettext_lazy("To complete by"),
    gettext_lazy("Completed"),
    gettext_lazy("Counted until"),
)


@dataclass(frozen=True)
class AssignmentRow:
    """A path asked of people, on their manager's page."""

    assignment: Assignment
    until: datetime.datetime

    @property
    def told(self) -> rules.Told | int:
        return rules.told(self.assignment.people, self.assignment.done)

    @property
    def progress(self) -> str:
        """Return in words how many have completed it."""
        words = {
            rules.Told.TOO_FEW_PEOPLE: _("No figure under %(most)s people."),
            rules.Told.FEW_DONE: _("Fewer than %(few)s people have completed it."),
            rules.Told.FEW_LEFT: _("Fewer than %(few)s people have not completed it yet."),
        }
        told = self.told
        if isinstance(told, rules.Told):
            return words[told] % {"few": SMALLEST_GROUP, "most": 2 * SMALLEST_GROUP}
        return ngettext(
            "At least %(done)s person out of %(people)s has completed it.",
            "At least %(done)s people out of %(people)s have completed it.",
            told,
        ) % {"done": told, "people": self.assignment.people}

    @property
    def bar(self) -> int | None:
        """Return how many to draw, where a number is told."""
        return self.told if isinstance(self.told, int) else None

    @property
    def cells(self) -> tuple[str, ...]:
        days = (self.assignment.opens_on, self.assignment.due_on, self.until)
        opens, due, until = (date_format(day, "SHORT_DATE_FORMAT") for day in days)
        return (self.assignment.path.title, opens, due, self.progress, until)


def followed(assignments, now: datetime.datetime) -> dict:
    """Return these assignments, those that run first, and when their figures were counted."""
    until = counted_until(now)
    counted = assignments.with_counts(until).select_related("path")
    rows = [AssignmentRow(assignment, until) for assignment in counted.order_by("-due_on", "-pk")]
    rows.sort(key=lambda row: row.assignment.ended_at is not None)
    return {"rows": rows, "until": until}
