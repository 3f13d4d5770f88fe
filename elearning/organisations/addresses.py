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
FIRST_LINES = 10  # where a heading is looked for: titles may stand above it
# What a copy brings along and nobody sees: zero-width marks, and the scheme of a link.
UNSEEN = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]|^mailto:", re.IGNORECASE)
NAMED = re.compile(r'(?:"[^"]*"|[^<>,;"])*<([^<>]*)>')


@dataclass
class Reading:
    """What was read: addresses, each once, and what is wrong, in words."""

    addresses: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)

    def take(self, line: int, typed: str) -> None:
        """Take what a line says, an address if all is well."""
        address = UNSEEN.sub("", typed).strip().lower()
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
        named = NAMED.findall(line)
        alone = [word for word in re.split(r"[\s,;]+", NAMED.sub(" ", line)) if word]
        # Beside an address in its brackets, a word without @ is a piece of a name.
        for typed in named + [word for word in alone if "@" in word or not named]:
            if typed.strip():
                reading.take(number, typed.strip())
    return reading


def read_rows(rows: Rows) -> Reading:
    """Read the column of the addresses, named by its heading, or the only one that holds some."""
    reading = Reading()
    column, first = _column(rows)
    if column is None:
        reading.faults.append(_("No column is called “Courriel” in the first lines."))
        return reading
    for number, cells in rows[first:]:
        reading.take(number, cells[column] if column < len(cells) else "")
    if not reading.lines and not reading.faults:
        reading.faults.append(_("This file holds no address."))
    return reading


def _column(rows: Rows) -> tuple[int | None, int]:
    """Return which column holds the addresses, and how many rows stand above the first of them.

    Where headings are not as we write them, one of them at most may speak of addresses: of an
    address at work and one at home, we choose none.
    """
    lines = [cells for _number, cells in rows[:FIRST_LINES]]
    above = next((at for at, cells in enumerate(lines) if any("@" in c for c in cells)), len(lines))
    for is_heading in (_is_as_we_write, _speaks_of_addresses):
        for at in reversed(range(above)):
            places = [place for place, cell in enumerate(lines[at]) if is_heading(cell)]
            if len(places) == 1 or (places and is_heading is _is_as_we_write):
                return places[0], at + 1
    holding = [place for place, cell in enumerate(lines[0]) if "@" in cell] if lines else []
    return (holding[0] if len(holding) == 1 else None), 0


def _is_as_we_write(heading: str) -> bool:
    return folded(heading) in HEADINGS


def _speaks_of_addresses(heading: str) -> bool:
    return bool({"courriel", "courriels", "email", "mail"} & set(folded(heading).split()))


def _is_address(address: str) -> bool:
    try:
        validate_email(address)
    except ValidationError:
        return False
    return len(address) <= 254
