"""The table of who may open what: tests/access/table.txt."""

from fnmatch import fnmatchcase
from pathlib import Path

FILE = Path(__file__).with_name("table.txt")
ROLES = (
    "nobody",
    "learner",
    "stranger",
    "manager",
    "rival",
    "trainer",
    "reviewer",
    "administrator",
    "superuser",
)
WORDS = {
    "everybody": set(ROLES),
    "accounts": set(ROLES) - {"nobody"},
    "editors": {"trainer", "reviewer", "administrator", "superuser"},
    "reviewers": {"reviewer", "administrator", "superuser"},
    "administrators": {"administrator", "superuser"},
    "no-one": set(),
} | {role: {role} for role in ROLES}


def read(text: str) -> list[tuple[str, frozenset[str]]]:
    """Return the lines, in order: a pattern of names, and the roles that may open them."""
    lines = [line.split("#")[0].split() for line in text.splitlines()]
    return [
        (pattern, frozenset(set().union(*(WORDS[word] for word in words))))
        for pattern, *words in filter(None, lines)
    ]


def allowed(lines, name: str) -> frozenset[str] | None:
    """Return the roles of the first line whose pattern matches, None when there is none."""
    return next((roles for pattern, roles in lines if fnmatchcase(name, pattern)), None)
