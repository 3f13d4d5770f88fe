"""The code of a certificate, as it is made, typed and read. Pure."""

from elearning.lib import codes

LENGTH = 12  # 60 random bits
PREFIX = "BFC"


def new_code() -> str:
    """Return a code that nobody can guess."""
    return codes.new_code(LENGTH)


def normalise(typed: str) -> str | None:
    """Return the code somebody typed, with or without its prefix, or None if it cannot be one."""
    return codes.normalise(typed, LENGTH, PREFIX)


def readable(code: str) -> str:
    """Return the code as people read it: BFC-4K7P-92QX-8M3TW."""
    return "-".join((PREFIX, code[:4], code[4:8], code[8:]))
