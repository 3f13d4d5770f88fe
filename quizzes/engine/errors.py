from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Problem:
    """A fault in a question: where (`options.2.feedback`), which code, and in plain English."""

    path: str
    code: str
    message: str


class InvalidContent(ValueError):
    """The content of a question breaks the rules of its type; `problems` lists every fault."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(tuple(problems))
        self.problems = tuple(problems)

    def __str__(self) -> str:
        return "; ".join(f"{problem.path}: {problem.message}" for problem in self.problems)


class InvalidAnswer(ValueError):
    """An answer that no form of ours can have sent, or that no longer fits its question."""


class BlankAnswer(ValueError):
    """Nothing was answered: nothing to record, nothing to reveal."""

    typed: Mapping[str, Sequence[str]] = MappingProxyType({})


class UnreadableAnswer(BlankAnswer):
    """Something was typed that is no number: nothing to record yet."""

    def __init__(self, typed: Mapping[str, Sequence[str]]) -> None:
        super().__init__("Not a number.")
        self.typed = typed
