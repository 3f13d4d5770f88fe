"""What is wrong with a curriculum, and where: a file and a key. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


def gettext_noop(message: str) -> str:
    """Mark a message for translation, which happens where it is shown."""
    return message


@dataclass(frozen=True)
class Fault:
    """A fault at a key of a file, `questions[3].options[1].feedback`, or in the file as a whole."""

    file: str
    path: str
    message: str
    params: Mapping[str, object] = field(default_factory=dict)

    @property
    def place(self) -> str:
        return f"{self.file}: {self.path}" if self.path else self.file

    def __str__(self) -> str:
        return f"{self.place}: {self.message % self.params if self.params else self.message}"


class InvalidCurriculum(ValueError):
    """A curriculum that cannot be loaded; `faults` lists all that is wrong with it."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(tuple(faults))
        self.faults = tuple(faults)

    def __str__(self) -> str:
        return "\n".join(str(fault) for fault in self.faults)
