"""The official list of communes, groupings and départements, from a file into the database."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from elearning.organisations.models import Organisation
from elearning.organisations.names import folded

# The list that is shipped.
REFERENCE = Path(__file__).parent / "data" / "bourgogne-franche-comte.csv"
COLUMNS = ["kind", "code", "name", "siren", "department", "population", "epci"]
SAID = ["name", "folded", "siren", "department", "population", "epci", "is_current"]


class InvalidReference(ValueError):
    """A file that is not such a list; the message says where."""


@dataclass(frozen=True)
class Loaded:
    """How many organisations a file made, changed and no longer names."""

    created: int
    changed: int
    gone: int


def read(path: Path) -> list[dict[str, str]]:
    """Return the rows of a list. Raises InvalidReference, or OSError."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        if reader.fieldnames != COLUMNS:
            raise InvalidReference(f"{path.name}: {', '.join(COLUMNS)}")
        rows = list(reader)
    groupings = {row["code"] for row in rows if row["kind"] == Organisation.Kind.GROUPING}
    for number, row in enumerate(rows, start=2):
        if row["kind"] not in Organisation.Kind.values or not (row["code"] and row["name"]):
            raise InvalidReference(f"{path.name}, {number}: kind, code, name")
        if row["epci"] and row["epci"] not in groupings:
            raise InvalidReference(f"{path.name}, {number}: epci {row['epci']}")
        if not row["population"].isdecimal():
            raise InvalidReference(f"{path.name}, {number}: population")
    return rows


@transaction.atomic
def load(rows: Iterable[dict[str, str]]) -> Loaded:
    """Make the database say what the list says; what it no longer names stays, marked as gone."""
    rows = sorted(rows, key=lambda row: bool(row["epci"]))  # a grouping before its communes
    known = {(each.kind, each.code): each for each in Organisation.objects.exclude(code="")}
    listed = {(row["kind"], row["code"]) for row in rows}
    gone = [each.pk for key, each in known.items() if key not in listed and each.is_current]
    Organisation.objects.filter(pk__in=gone).update(is_current=False)
    created = changed = 0
    for in_grouping in (False, True):
        said = [row for row in rows if bool(row["epci"]) == in_grouping]
        made = [_organisation(row, known) for row in said]
        new = [each for each in made if each.pk is None]
        differing = [each for each in made if each.pk and _differs(each, known)]
        Organisation.objects.bulk_create(new)
        Organisation.objects.bulk_update(differing, SAID, batch_size=500)
        known |= {(each.kind, each.code): each for each in new}
        created, changed = created + len(new), changed + len(differing)
    return Loaded(created, changed, len(gone))


def _organisation(row: dict[str, str], known: dict) -> Organisation:
    before = known.get((row["kind"], row["code"]))
    grouping = known.get((Organisation.Kind.GROUPING, row["epci"]))
    return Organisation(
        pk=before.pk if before else None,
        kind=row["kind"],
        code=row["code"],
        name=row["name"],
        folded=folded(row["name"]),
        siren=row["siren"],
        department=row["department"],
        population=int(row["population"]),
        epci=grouping,
        is_current=True,
    )


def _differs(organisation: Organisation, known: dict) -> bool:
    before = known[(organisation.kind, organisation.code)]
    columns = [Organisation._meta.get_field(name).attname for name in SAID]
    return any(getattr(before, column) != getattr(organisation, column) for column in columns)
