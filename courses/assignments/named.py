"""Who has done what is asked, by name: only where an organisation follows its people by name."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.assignments.models import Assignment
from elearning.dates import date_format

COLUMNS = (gettext_lazy("Name"), gettext_lazy("State"), gettext_lazy("Date"))


@dataclass(frozen=True)
class NamedRow:
    """All that a manager ever reads of a person: a name, a state, a day."""

    name: str
    done_at: datetime.datetime | None

    @property
    def state(self) -> str:
        return _("done") if self.done_at else _("not yet")

    @property
    def day(self) -> str:
        return date_format(self.done_at, "SHORT_DATE_FORMAT")

    @property
    def cells(self) -> tuple[str, str, str]:
        return (self.name, self.state, self.day)


def named_rows(assignment: Assignment) -> list[NamedRow]:
    """Return the members who gave their name, those who have not done it first."""
    done = dict(assignment.fulfilments.values_list("learner", "done_at"))
    members = assignment.memberships.current().exclude(name="")
    rows = [NamedRow(name, done.get(one)) for one, name in members.values_list("learner", "name")]
    return sorted(rows, key=lambda row: (row.done_at is not None, row.name.casefold()))
