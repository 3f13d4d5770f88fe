"""What the marks of many attempts say of a quiz and of its questions.

The definitions are those of Moodle: "Quiz statistics calculations" (docs.moodle.org/dev). Where a
question is drawn, and so asked in some attempts only, the statistics that compare it with the rest
of the quiz are those of the attempts that asked it; its weights share out the variance of the
whole quiz, a question counting 0 in the attempts that did not ask it. In a quiz that draws nothing
these are Moodle's figures.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from math import fsum, sqrt
from typing import TypeAlias

Item: TypeAlias = Hashable


@dataclass(frozen=True)
class Mark:
    """What one question earned in one attempt, in points; `draw` is the draw that asked it."""

    item: Item
    draw: int
    earned: float
    worth: float = 1.0


Sitting: TypeAlias = Sequence[Mark]
"""The marks of one attempt; a question asked and left blank has a mark of 0."""


@dataclass(frozen=True)
class QuizStatistics:
    """Mean, median, deviation and standard error are in percent of what could be earned.

    None where it is not defined: too few attempts, or all with the same score.
    """

    attempts: int
    mean: float
    median: float
    deviation: float | None
    skewness: float | None
    kurtosis: float | None
    consistency: float | None
    error_ratio: float | None
    standard_error: float | None


@dataclass(frozen=True)
class ItemStatistics:
    """Facility and deviation are shares from 0 to 1; the rest is in percent, None if undefined."""

    attempts: int
    facility: float
    deviation: float | None
    intended_weight: float
    effective_weight: float | None
    discrimination: float | None
    efficiency: float | None


def quiz_statistics(sittings: Sequence[Sitting]) -> QuizStatistics | None:
    """Statistics of the scores of a quiz; None where nobody has finished it."""
    if not sittings:
        return None
    scores = [score(sitting) for sitting in sittings]
    variance = covariance(scores, scores)
    consistency = internal_consistency(sittings)
    error_ratio = None if consistency is None else 100 * sqrt(max(0.0, 1 - consistency / 100))
    deviation = None if variance is None else 100 * sqrt(variance)
    return QuizStatistics(
        attempts=len(scores),
        mean=100 * mean(scores),
        median=100 * median(scores),
        deviation=deviation,
        skewness=skewness(scores),
        kurtosis=kurtosis(scores),
        consistency=consistency,
        error_ratio=error_ratio,
        standard_error=None
        if error_ratio is None or deviation is None
        else error_ratio * deviation / 100,
    )


def item_statistics(sittings: Sequence[Sitting]) -> dict[Item, ItemStatistics]:
    """Statistics of each question of a quiz."""
    asked = marks_by_item(sittings)
    intended, effective = intended_weights(sittings), effective_weights(sittings)
    return {
        item: _statistics_of(pairs, intended[item], effective[item])
        for item, pairs in asked.items()
    }


def score(sitting: Sitting) -> float:
    """The share earned of what could be."""
    return _earned(sitting) / fsum(mark.worth for mark in sitting)


def marks_by_item(sittings: Iterable[Sitting]) -> dict[Item, list[tuple[Mark, float]]]:
    """Each question's marks, each with what the rest of the same attempt earned, in points."""
    found: dict[Item, list[tuple[Mark, float]]] = {}
    for sitting in sittings:
        total = _earned(sitting)
        for mark in sitting:
            found.setdefault(mark.item, []).append((mark, total - mark.earned))
    return found


def intended_weights(sittings: Sequence[Sitting]) -> dict[Item, float]:
    """In percent, the part of the points of the quiz that each question was meant to count for."""
    worth: dict[Item, list[float]] = {}
    for sitting in sittings:
        for mark in sitting:
            worth.setdefault(mark.item, []).append(mark.worth)
    total = fsum(fsum(each) for each in worth.values())
    return {item: 100 * fsum(each) / total for item, each in worth.items()}


def effective_weights(sittings: Sequence[Sitting]) -> dict[Item, float | None]:
    """In percent, the part of the differences between attempts that each question makes.

    100 √C(x, T) / Σ √C(x, T), C(x, T) being the covariance of a question's marks with the totals.
    None for a negative covariance, which is left out of the sum as Moodle does.
    """
    totals = [_earned(sitting) for sitting in sittings]
    average = mean(totals) if totals else 0.0
    shares: dict[Item, float] = {}
    for sitting, total in zip(sittings, totals, strict=True):
        for mark in sitting:
            shares[mark.item] = shares.get(mark.item, 0.0) + mark.earned * (total - average)
    rounded = {item: round(share, 9) for item, share in shares.items()}  # 0 for what never varies
    roots = {item: sqrt(share) for item, share in rounded.items() if share >= 0}
    whole = fsum(roots.values())
    return {item: 100 * roots[item] / whole if whole and item in roots else None for item in shares}


def internal_consistency(sittings: Sequence[Sitting]) -> float | None:
    """Cronbach's alpha, in percent: 100 k/(k - 1) × (1 - Σ V(x) / V(T)), k questions an attempt.

    Questions drawn together stand for each other: each of the n of a draw has the variance of all
    the marks of that draw. None for attempts that differ in length.
    """
    lengths = {len(sitting) for sitting in sittings}
    totals = [_earned(sitting) for sitting in sittings]
    variance = covariance(totals, totals)
    if len(lengths) != 1 or not variance or lengths <= {0, 1} or len(sittings) < 3:
        return None
    (length,) = lengths
    draws: dict[int, list[float]] = {}
    for sitting in sittings:
        for mark in sitting:
            draws.setdefault(mark.draw, []).append(mark.earned)
    of_items = fsum(
        len(marks) / len(sittings) * (covariance(marks, marks) or 0.0) for marks in draws.values()
    )
    return 100 * length / (length - 1) * (1 - of_items / variance)


def skewness(values: Sequence[float]) -> float | None:
    """k3 / k2^(3/2), from the unbiased estimators k2 and k3; None under 3 values or all equal."""
    n = len(values)
    if n < 3 or not (m2 := moment(values, 2)):
        return None
    k2 = n * m2 / (n - 1)
    k3 = n**2 * moment(values, 3) / ((n - 1) * (n - 2))
    return float(k3 / k2**1.5)


def kurtosis(values: Sequence[float]) -> float | None:
    """k4 / k2², 0 for a normal distribution; None under 4 values or all equal."""
    n = len(values)
    if n < 4 or not (m2 := moment(values, 2)):
        return None
    k2 = n * m2 / (n - 1)
    k4 = n**2 * ((n + 1) * moment(values, 4) - 3 * (n - 1) * m2**2)
    return float(k4 / ((n - 1) * (n - 2) * (n - 3)) / k2**2)


def mean(values: Sequence[float]) -> float:
    return fsum(values) / len(values)


def median(values: Sequence[float]) -> float:
    ordered, half = sorted(values), len(values) // 2
    return ordered[half] if len(values) % 2 else (ordered[half - 1] + ordered[half]) / 2


def moment(values: Sequence[float], power: int) -> float:
    """The mean of the differences to the mean, raised to a power; 0 for equal values."""
    if min(values) == max(values):
        return 0.0
    average = mean(values)
    return fsum((value - average) ** power for value in values) / len(values)


def covariance(first: Sequence[float], second: Sequence[float]) -> float | None:
    """The unbiased covariance of pairs, 0 where one side never varies; None under 2 pairs."""
    if len(first) < 2:
        return None
    if min(first) == max(first) or min(second) == max(second):
        return 0.0
    one, other = mean(first), mean(second)
    products = ((x - one) * (y - other) for x, y in zip(first, second, strict=True))
    return fsum(products) / (len(first) - 1)


def _statistics_of(
    pairs: Sequence[tuple[Mark, float]], intended: float, effective: float | None
) -> ItemStatistics:
    """The statistics of a question from its marks and what the rest of each attempt earned.

    Discrimination index: 100 C(x, X) / √(V(x) V(X)). Discriminative efficiency: 100 C(x, X) / Cmax,
    Cmax being the covariance of the same marks once both are sorted: the best there could be.
    """
    marks, rest = [mark.earned for mark, _ in pairs], [others for _, others in pairs]
    shares = [mark.earned / mark.worth for mark, _ in pairs]
    together = covariance(marks, rest)
    spread = (covariance(marks, marks) or 0.0) * (covariance(rest, rest) or 0.0)
    best = covariance(sorted(marks), sorted(rest))
    variance = covariance(shares, shares)
    return ItemStatistics(
        attempts=len(pairs),
        facility=mean(shares),
        deviation=None if variance is None else sqrt(variance),
        intended_weight=intended,
        effective_weight=effective,
        discrimination=100 * together / sqrt(spread) if together is not None and spread else None,
        efficiency=100 * together / best if together is not None and best else None,
    )


def _earned(sitting: Sitting) -> float:
    return fsum(mark.earned for mark in sitting)
