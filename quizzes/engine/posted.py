"""Reading what a browser posted, refusing whatever our own forms cannot have sent."""

import unicodedata
from collections.abc import Collection, Sequence

from quizzes.engine.errors import InvalidAnswer
from quizzes.engine.protocol import Form

LONGEST_TEXT = 200  # characters, the `maxlength` of the forms


def refuse_other_fields(form: Form, known: Collection[str]) -> None:
    if not set(form) <= set(known):
        raise InvalidAnswer("Unexpected field.")


def read_positions(values: Sequence[str], size: int) -> list[int]:
    """Positions among `range(size)`, each written as `str` writes it ("1", not "01") and once."""
    positions = {str(position): position for position in range(size)}
    if not positions.keys() >= set(values):
        raise InvalidAnswer("Unknown position.")
    if len(set(values)) < len(values):
        raise InvalidAnswer("Repeated position.")
    return [positions[value] for value in values]


def read_one_position(values: Sequence[str], size: int) -> int | None:
    """A position among `range(size)`, or None for a control left on its empty choice."""
    if list(values) in ([], [""]):
        return None
    if len(values) > 1:
        raise InvalidAnswer("Several positions where one is asked for.")
    return read_positions(values, size)[0]


def read_text(values: Sequence[str]) -> str:
    """What was typed on one line, without the spaces around it; empty when nothing was."""
    if len(values) > 1:
        raise InvalidAnswer("Several texts where one is asked for.")
    text = values[0] if values else ""
    if not is_line(text):
        raise InvalidAnswer("More than a line of text.")
    return text.strip()


def is_line(text: str) -> bool:
    """Whether a one-line field of ours can have sent this text."""
    return len(text) <= LONGEST_TEXT and all(
        unicodedata.category(character) not in {"Cc", "Cs"} for character in text
    )
