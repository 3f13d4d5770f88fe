"""Which parts of the territory take part: people by département and by grouping, rounded."""

import datetime
from dataclasses import dataclass

from django.db.models import Case, Count, F, When
from django.db.models.functions import Coalesce

from elearning.organisations.models import Membership, Organisation
from elearning.organisations.rules import rounded_down


@dataclass(frozen=True)
class Territory:
    """A part of the territory, with at least how many people take part, or nothing under five."""

    name: str
    people: int | None


def by_department(until: datetime.datetime) -> list[Territory]:
    """Return the départements where people belonged to an organisation at a moment."""
    departments = Organisation.objects.filter(kind=Organisation.Kind.DEPARTMENT)
    names = dict(departments.values_list("code", "name"))
    return _counted(until, F("organisation__department"), names)


def by_epci(until: datetime.datetime) -> list[Territory]:
    """Return the groupings of communes whose own people, or their communes', take part."""
    itself = Case(When(organisation__kind=Organisation.Kind.GROUPING, then="organisation"))
    groupings = Organisation.objects.filter(kind=Organisation.Kind.GROUPING)
    names = dict(groupings.values_list("pk", "name"))
    return _counted(until, Coalesce(F("organisation__epci"), itself), names)


def _counted(until: datetime.datetime, where, names: dict) -> list[Territory]:
    members = Membership.objects.counted_at(until).order_by().annotate(where=where)
    counts = members.exclude(where=None).values_list("where")
    counts = counts.annotate(people=Count("learner", distinct=True))
    rows = [Territory(names.get(key, key), rounded_down(people)) for key, people in counts]
    return sorted(rows, key=lambda row: (-(row.people or 0), row.name))
