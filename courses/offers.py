"""Offers as a CSV file, a line an offer: read, or refused with a reason by line. Pure."""

import csv
import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field

COLUMNS = ("titre", "ecole", "niveau", "alternance", "departement", "cloture", "adresse", "resume")
YES_OR_NO = {"oui": True, "non": False}
LONGEST = {"titre": 120, "ecole": 160, "niveau": 60, "departement": 60, "resume": 300}


@dataclass(frozen=True)
class Offer:
    title: str
    school: str
    level: str
    work_study: bool
    departement: str
    closes_on: datetime.date
    offer_url: str
    summary: str


@dataclass
class Reading:
    """What a file holds: offers, and what is wrong, by line; lines are counted from 1."""

    offers: list[Offer] = field(default_factory=list)
    faults: list[tuple[int, str]] = field(default_factory=list)


def read(text: str, today: datetime.date) -> Reading:
    """Read a file whose columns are apart by a semicolon, as French spreadsheets write them."""
    reading = Reading()
    rows = csv.DictReader(text.lstrip("\ufeff").splitlines(), delimiter=";", strict=True)
    if missing := set(COLUMNS) - set(rows.fieldnames or ()):
        reading.faults.append((1, f"{', '.join(sorted(missing))} ?"))
        return reading
    seen: set[str] = set()
    for row in rows:
        values = {name: (row[name] or "").strip() for name in COLUMNS}
        faults = list(_faults(values, today, seen))
        seen.add(values["adresse"])
        reading.faults += [(rows.line_num, fault) for fault in faults]
        if not faults:
            reading.offers.append(_offer(values))
    return reading


def _faults(values: dict[str, str], today: datetime.date, seen: set[str]) -> Iterator[str]:
    """Yield the name of each column that is wrong, with what stands there."""
    for name, value in values.items():
        if not value or len(value) > LONGEST.get(name, 200):
            yield f"{name} : « {value[:40]} »"
    if values["alternance"] not in ("", *YES_OR_NO):
        yield f"alternance : « {values['alternance']} »"
    if values["adresse"] and not values["adresse"].startswith("https://"):
        yield f"adresse : « {values['adresse'][:40]} »"
    if values["adresse"] in seen:
        yield f"adresse : « {values['adresse'][:40]} » (2)"
    if values["cloture"] and ((day := _day(values["cloture"])) is None or day < today):
        yield f"cloture : « {values['cloture']} »"


def _day(text: str) -> datetime.date | None:
    for style in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.datetime.strptime(text, style).date()
        except ValueError:
            continue
    return None


def _offer(values: dict[str, str]) -> Offer:
    closes_on = _day(values["cloture"])
    assert closes_on is not None  # noqa: S101
    return Offer(
        title=values["titre"],
        school=values["ecole"],
        level=values["niveau"],
        work_study=YES_OR_NO[values["alternance"]],
        departement=values["departement"],
        closes_on=closes_on,
        offer_url=values["adresse"],
        summary=values["resume"],
    )
