"""E-mail addresses of people to invite, typed or in a file: read, or refused line by line."""

import re
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from elearning.lib.tables import Rows
from elearning.organisations.names import folded

HEADINGS = {
    "courriel",
    "courriels",
    "adresse",
    "adresse courriel",
    "adresse de courriel",
    "adresse e mail",
    "adresse electronique",
    "adresse email",
    "adresse mail",
    "e mail",
    "email",
    "mail",
}


@dataclass
class Reading:
    """What was read: addresses, each once, and what is wrong, in words."""

    addresses: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)

    def take(self, line: int, typed: str) -> None:
        """Take what a line says, an address if all is well."""
        address = typed.lower()
        if not address:
            told = _("Line %(line)d has no address. For somebody without one, print a code.")
        elif not _is_address(address):
            told = _("Line %(line)d: “%(typed)s” is not an e-mail address.")
        elif address in self.lines:
            told = _("Line %(line)d: “%(typed)s” stands on line %(first)d already.")
        else:
            self.lines[address] = line
            self.addresses.append(address)
            return
        first = self.lines.get(address)
        self.faults.append(told % {"line": line, "typed": typed[:60], "first": first})


def read_typed(text: str) -> Reading:
    """Read addresses typed or pasted, several on a line or not, with names or not.

    "Camille Martin <c.martin@mairie.example>" is how a mail program copies one.
    """
    reading = Reading()
    for number, line in enumerate(text.splitlines(), start=1):
        for typed in re.findall(r"<([^<>]*)>", line) or re.split(r"[\s,;]+", line.strip(" ,;")):
            if typed.strip():
                reading.take(number, typed.strip())
    return reading


def read_rows(rows: Rows) -> Reading:
    """Read the column of the addresses, named by its heading, or the only one that holds some."""
    reading = Reading()
    column, headed = _column(rows)
    if column is None:
        reading.faults.append(_("Line 1: no column is called “Courriel”."))
        return reading
    for number, cells in rows[headed:]:
        reading.take(number, cells[column] if column < len(cells) else "")
    return reading


def _column(rows: Rows) -> tuple[int | None, bool]:
    """Return which column holds the addresses, and whether the first line is a heading."""
    first = rows[0][1] if rows else []
    for place, cell in enumerate(first):
        if folded(cell) in HEADINGS:
            return place, True
    holding = [place for place, cell in enumerate(first) if "@" in cell]
    return (holding[0] if len(holding) == 1 else None), False


def _is_address(address: str) -> bool:
    try:
        validate_email(address)
    except ValidationError:
        return False
    return len(address) <= 254
