"""Which answers were given to a question, by thirds of those who answered it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from quizzes.engine.item import Item, is_dont_know
from quizzes.engine.protocol import Answer

Thirds: TypeAlias = tuple[int, int, int]
"""How many of the lower, of the middle and of the upper third."""


@dataclass(frozen=True)
class Analysis:
    """Who gave each answer, by key of a summary; `blank` is for a question left unanswered."""

    sizes: Thirds
    counts: Mapping[str, Thirds]
    dont_know: Thirds
    blank: Thirds


def analyse(item: Item, answers: Sequence[tuple[Answer | None, float]]) -> Analysis:
    """Count answers by thirds; each comes with the share that the rest of its attempt earned.

    The rest, so that a question does not choose those whom it is compared with. None is blank.
    """
    groups: list[list[Answer | None]] = [[], [], []]
    for (answer, _rest), third in zip(answers, thirds([rest for _, rest in answers]), strict=True):
        groups[third].append(answer)
    given = [[answer for answer in group if answer is not None] for group in groups]
    summaries = [item.summarise(group) for group in given]
    return Analysis(
        sizes=_three([len(group) for group in groups]),
        counts={key: _three([one.counts[key] for one in summaries]) for key in summaries[0].counts},
        dont_know=_three([sum(map(is_dont_know, group)) for group in given]),
        blank=_three([group.count(None) for group in groups]),
    )


def thirds(values: Sequence[float]) -> list[int]:
    """The third of each value: 0 for the lower, 2 for the upper; equal values are never parted.

    A value goes where the middle of its rank falls, ranks shared by its equals.
    """
    ordered = sorted(values)
    first: dict[float, int] = {}
    last: dict[float, int] = {}
    for rank, value in enumerate(ordered):
        first.setdefault(value, rank)
        last[value] = rank
    return [3 * (first[value] + last[value] + 1) // (2 * len(values)) for value in values]


def _three(numbers: Sequence[int]) -> Thirds:
    lower, middle, upper = numbers
    return lower, middle, upper
