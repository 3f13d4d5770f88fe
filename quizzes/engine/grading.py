from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from elearning.lib.percent import Number, percent
from elearning.lib.rounding import half_up
from quizzes.engine.settings import Grading


@dataclass(frozen=True)
class Grade:
    """The result of an attempt; `passed` is None where there was nothing to pass."""

    score: Fraction
    out_of: Fraction
    percent: Decimal
    passed: bool | None


@dataclass(frozen=True)
class Outcome:
    """What an attempt came to, in percent; `passed` is None where there was nothing to pass."""

    percent: Decimal
    passed: bool | None


@dataclass(frozen=True)
class ObjectiveResult:
    """Of `total` items on an objective, how many were all `right`, how many `partly`, and their
    scores summed."""

    objective: str
    right: int
    partly: int
    total: int
    score: Fraction

    @property
    def percent(self) -> Decimal:
        return percent(self.score, self.total)


def grade(scores: Iterable[Number], out_of: Number, pass_mark: int | None) -> Grade:
    """Sum the scores of an attempt, out of what was drawn for this learner.

    `pass_mark` is in percent, None for practice. It is compared with the percentage rounded half
    up to 2 decimals, so that thirds stored as .33333 fail nobody at the edge. Where nothing that
    was drawn counts, having answered is enough.
    """
    score = sum((Fraction(score) for score in scores), Fraction(0))
    reached = percent(score, out_of) if out_of else Decimal(100)
    passed = None if pass_mark is None else reached >= pass_mark
    return Grade(score, Fraction(out_of), reached, passed)


def overall(method: Grading, outcomes: Sequence[Outcome], pass_mark: int | None) -> Outcome | None:
    """Return what several attempts come to, oldest first; None where there is none.

    A passed attempt is better than any other, whatever the pass mark of its day was. The average
    is compared with `pass_mark`, rounded half up to 2 decimals as a percentage is.
    """
    if not outcomes:
        return None
    if method == "average":
        total = sum((Fraction(outcome.percent) for outcome in outcomes), Fraction(0))
        mean = half_up(total / len(outcomes), places=2)
        return Outcome(mean, None if pass_mark is None else mean >= pass_mark)
    if method == "best":
        return max(outcomes, key=lambda outcome: (bool(outcome.passed), outcome.percent))
    return outcomes[0 if method == "first" else -1]


def by_objective(items: Iterable[tuple[str, Number]]) -> tuple[ObjectiveResult, ...]:
    """Results by objective, in order of first appearance; `items` are (objective, score)."""
    scores: dict[str, list[Fraction]] = {}
    for objective, score in items:
        scores.setdefault(objective, []).append(Fraction(score))
    return tuple(
        ObjectiveResult(
            objective,
            right=found.count(Fraction(1)),
            partly=sum(0 < score < 1 for score in found),
            total=len(found),
            score=sum(found, Fraction(0)),
        )
        for objective, found in scores.items()
    )
