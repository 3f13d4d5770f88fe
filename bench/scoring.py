"""Time the scoring of mixed responses to the questions of the starter curriculum. No database.

python -m bench.scoring [how many, 10000 by default]
"""

import itertools
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from courses.curriculum.schema import parse
from quizzes.engine.item import Item

CONTENT = Path(__file__).parent.parent / "courses" / "curriculum" / "content"
RUNS = 5  # the best one counts: the machine may have other work


Given: TypeAlias = tuple[Item, dict, dict]
"""A question, an answer to it, and a right one."""


def responses(many: int) -> list[Given]:
    """Return so many answers, right, wrong and unknown in turn, to all questions in turn."""
    questions = [question for _, question in parse(CONTENT).questions()]
    items = [Item.parse(question.type, question.content()) for question in questions]
    given = [
        (item, answer, item.example(right=True))
        for item in items
        for answer in (item.example(right=True), item.example(right=False), {"dont_know": True})
    ]
    return list(itertools.islice(itertools.cycle(given), many))


def score(given: list[Given]) -> None:
    for item, answer, _right in given:
        item.score(answer)


def compare(given: list[Given]) -> None:
    """Do the least that a marker could: look whether an answer is the right one."""
    for _item, answer, right in given:
        answer == right  # noqa: B015


def best(work: Callable[[list], None], given: list) -> float:
    """Return the processor's time of the fastest run, in seconds."""
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        work(given)
        times.append(time.process_time() - start)
    return min(times)


if __name__ == "__main__":
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    given = responses(many)
    plain, scored = best(compare, given), best(score, given)
    types = len({item.type.key for item, *_ in given})
    print(  # noqa: T201
        f"{many} responses to {types} types: {scored:.3f} s on one core, "
        f"{scored / plain:.0f} times a plain loop ({plain * 1000:.2f} ms)"
    )
