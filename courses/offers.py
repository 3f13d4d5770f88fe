"""Offers as a CSV file, a line an offer: read, or refused with a reason by line. Pure."""

import csv
import datetime
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

COLUMNS = ("titre", "ecole", "niveau", "alternance", "departement", "cloture", "adresse", "resume")
ENCODINGS = ("utf-8-sig", "cp1252")  # what French spreadsheets write
YES_OR_NO = {"oui": True, "non": False}
LONGEST = {"titre": 120, "ecole": 160, "niveau": 60, "departement": 60, "resume": 300}


def gettext_noop(message: str) -> str:
    """Mark a message for translation, which happens where it is shown."""
    return message


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


@dataclass(frozen=True)
class Fault:
    """What is wrong with a line; lines are counted from 1."""

    line: int
    message: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass
class Reading:
    """What a file holds: offers, and what is wrong."""

    offers: list[Offer] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def decode(content: bytes) -> str:
    """Return the text of a file. Raises UnicodeDecodeError for what is no text."""
    for encoding in ENCODINGS[:-1]:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode(ENCODINGS[-1])


def read(text: str, today: datetime.date) -> Reading:
    """Read a file whose columns are apart by a semicolon, as French spreadsheets write them."""
    reading = Reading()
    lines = io.StringIO(text.lstrip("\ufeff"), newline="")
    rows = csv.DictReader(lines, delimiter=";", strict=True)
    try:
        _read_rows(rows, today, reading)
    except csv.Error:
        fault = gettext_noop("this line cannot be read: look at its quotation marks")
        reading.faults.append(Fault(rows.reader.line_num, fault))
    return reading


def _read_rows(rows: "csv.DictReader[str]", today: datetime.date, reading: Reading) -> None:
    for column in [name for name in COLUMNS if name not in (rows.fieldnames or ())]:
        missing = gettext_noop("the column “%(column)s” is missing")
        reading.faults.append(Fault(1, missing, {"column": column}))
    if reading.faults:
        return
    seen: set[str] = set()
    for row in rows:
        values = {name: (row[name] or "").strip() for name in COLUMNS}
        faults = list(_faults(values, today, seen))
        if any(row.get(None) or ()):
            lost = gettext_noop(
                "more cells than columns: put a text with a separator in quotation marks"
            )
            faults.append((lost, {}))
        seen.add(values["adresse"])
        reading.faults += [Fault(rows.line_num, message, params) for message, params in faults]
        if not faults:
            reading.offers.append(_offer(values))


def _faults(
    values: Mapping[str, str], today: datetime.date, seen: set[str]
) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield what is wrong with the values of a line: a message, and what it names."""
    for name, value in values.items():
        most = LONGEST.get(name, 200)
        if not value:
            yield gettext_noop("“%(column)s” is empty"), {"column": name}
        elif len(value) > most:
            longer = gettext_noop("“%(column)s” has more than %(most)d characters")
            yield longer, {"column": name, "most": most}
    shown: dict[str, dict[str, object]] = {
        name: {"value": value[:40]} for name, value in values.items()
    }
    if values["alternance"] not in ("", *YES_OR_NO):
        yield gettext_noop("“alternance” is oui or non, not “%(value)s”"), shown["alternance"]
    if values["adresse"] and not values["adresse"].startswith("https://"):
        yield gettext_noop("“%(value)s” does not begin with https://"), shown["adresse"]
    elif values["adresse"] in seen:
        yield gettext_noop("“%(value)s” stands on an earlier line already"), shown["adresse"]
    if values["cloture"]:
        day = _day(values["cloture"])
        if day is None:
            yield gettext_noop("“%(value)s” is not a date such as 31/01/2027"), shown["cloture"]
        elif day < today:
            yield gettext_noop("“%(value)s” is past already"), shown["cloture"]


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
