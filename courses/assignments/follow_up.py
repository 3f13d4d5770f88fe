"""How many have completed what is asked, as a manager is told."""

from dataclasses import dataclass

from django.db.models import F, QuerySet
from django.utils.functional import cached_property
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from courses.assignments import rules
from courses.assignments.models import Assignment, Figures
from elearning.dates import date_format
from elearning.organisations.rules import SMALLEST_GROUP

COLUMNS = (
    gettext_lazy("Path"),
    gettext_lazy("Asked of"),
    gettext_lazy("From"),
    gettext_lazy("To complete by"),
    gettext_lazy("Completed"),
    gettext_lazy("Counted until"),
)


@dataclass(frozen=True)
class AssignmentRow:
    """A path asked of people, on their manager's page."""

    assignment: Assignment

    @property
    def asked_of(self) -> str:
        return str(self.assignment.group or _("everybody"))

    @property
    def may_remind(self) -> bool:
        """Return whether its people find it on their page today."""
        asked = self.assignment
        return asked.ended_at is None and asked.opens_on <= localdate() and asked.path.live

    @cached_property
    def figures(self) -> Figures:
        return self.assignment.latest[0]

    @property
    def told(self) -> rules.Told | int:
        return rules.told(self.figures.people, self.figures.done)

    @property
    def progress(self) -> str:
        """Return in words how many have completed it: no number beside names."""
        if self.assignment.is_named:
            return _("Followed by name: the list says who.")
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
        ) % {"done": told, "people": self.figures.people}

    @property
    def bar(self) -> rules.Bar | None:
        """Return what to draw, where a number is told."""
        if self.assignment.is_named:
            return None
        return rules.bar(self.figures.people, self.figures.begun, self.figures.done)

    @property
    def cells(self) -> tuple[str, ...]:
        until = localtime(self.figures.until)
        days = (self.assignment.opens_on, self.assignment.due_on, until)
        opens, due, until = (date_format(day, "SHORT_DATE_FORMAT") for day in days)
        return (self.assignment.path.title, self.asked_of, opens, due, self.progress, until)


def followed(assignments) -> QuerySet[Assignment]:
    """Return these assignments with what is told of them, those that run first."""
    running_first = F("ended_at").desc(nulls_first=True)
    counted = assignments.with_naming().with_figures().select_related("path", "group")
    return counted.order_by(running_first, "-due_on", "-pk")
