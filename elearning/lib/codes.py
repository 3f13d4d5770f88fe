"""Codes that people type: random characters and one that catches typing errors. Pure."""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Douglas Crockford's base 32: 5 bits a character
LOOK_ALIKES = str.maketrans("OILoil", "011011")


def new_code(length: int) -> str:
    """Return so many random characters that nobody can guess, and their check character."""
    code = "".join(secrets.choice(ALPHABET) for _ in range(length))
    return code + check_character(code)


def check_character(code: str) -> str:
    """Return the check character of ISO/IEC 7064's hybrid system, modulo 33 and 32.

    It changes whenever one character does, and nearly always when two neighbours are swapped.
    """
    size = len(ALPHABET)
    rest = size
    for character in code:
        rest = (rest + ALPHABET.index(character)) % size or size
        rest = rest * 2 % (size + 1)
    return ALPHABET[(size + 1 - rest) % size]


def normalise(typed: str, length: int, prefix: str = "") -> str | None:
    """Return the code of `length` random characters somebody typed, or None if it cannot be one.

    Case, spaces, dashes, the prefix and letters that look like digits do not matter.
    """
    code = "".join(character for character in typed.upper() if character.isalnum())
    if len(code) == len(prefix) + length + 1:
        code = code.removeprefix(prefix)
    code = code.translate(LOOK_ALIKES)
    if len(code) != length + 1 or not set(code) <= set(ALPHABET):
        return None
    return code if check_character(code[:-1]) == code[-1] else None
