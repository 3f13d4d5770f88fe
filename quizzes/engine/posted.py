"""Reading what a browser posted, refusing whatever our own forms cannot have sent."""

from collections.abc import Collection, Sequence

from quizzes.engine.errors import InvalidAnswer
from quizzes.engine.protocol import Form


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
