"""What the statistics of a question advise its author to look at.

Thresholds are ours, set near those that Moodle's documentation of its report gives as a guide.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

from quizzes.engine.analysis import Analysis
from quizzes.engine.protocol import Counted
from quizzes.engine.statistics import ItemStatistics

ENOUGH = 30  # attempts under which no figure is shown
TOO_EASY = 0.95  # facility
TOO_HARD = 0.25  # facility
NEAR_CHANCE = 0.05  # facility above that of guessing
WEAK = 20.0  # discrimination index, in percent
MANY_DONT_KNOW = 0.30  # share of the attempts
SHARE_OF_THE_BEST = 1 / 3  # of the upper third, for a wrong answer to question the key

Code: TypeAlias = Literal[
    "key_contested",
    "best_fail",
    "by_chance",
    "too_hard",
    "many_dont_know",
    "weak",
    "too_easy",
    "unused",
]
SEVERITY: dict[Code, int] = {
    "key_contested": 3,
    "best_fail": 3,
    "by_chance": 2,
    "too_hard": 2,
    "many_dont_know": 2,
    "weak": 1,
    "too_easy": 1,
    "unused": 1,
}
"""From 1, worth a look, to 3, probably a fault; a healthy question has 0."""


@dataclass(frozen=True)
class Finding:
    """Something to look at: a percentage where there is one to tell, and the answer meant."""

    code: Code
    percent: int = 0
    key: str = ""


def enough(attempts: int) -> bool:
    return attempts >= ENOUGH


def severity(findings: Sequence[Finding]) -> int:
    return max((SEVERITY[finding.code] for finding in findings), default=0)


def findings(
    statistics: ItemStatistics,
    analysis: Analysis,
    counted: Sequence[Counted],
    guess_score: Fraction,
) -> tuple[Finding, ...]:
    """What is to be looked at in a question, the gravest first; nothing under 30 attempts."""
    if not enough(statistics.attempts):
        return ()
    found = [*_on_marks(statistics, float(guess_score))]
    if enough(sum(analysis.sizes)):
        found += [*_on_answers(analysis, counted)]
    return tuple(sorted(found, key=lambda finding: -SEVERITY[finding.code]))


def _on_marks(statistics: ItemStatistics, guess: float) -> Iterator[Finding]:
    facility, discrimination = statistics.facility, statistics.discrimination
    if facility >= TOO_EASY:
        yield Finding("too_easy", rounded(facility))
        return
    if guess and facility <= guess + NEAR_CHANCE:
        yield Finding("by_chance", rounded(facility))
    elif facility <= TOO_HARD:
        yield Finding("too_hard", rounded(facility))
    if discrimination is not None and discrimination < WEAK:
        yield Finding("best_fail" if discrimination < 0 else "weak")


def _on_answers(analysis: Analysis, counted: Sequence[Counted]) -> Iterator[Finding]:
    for answer in _preferred_by_the_best(analysis, counted):
        share = analysis.counts[answer.key][2] / analysis.sizes[2]
        yield Finding("key_contested", rounded(share), answer.key)
    dont_know = sum(analysis.dont_know) / sum(analysis.sizes)
    if dont_know >= MANY_DONT_KNOW:
        yield Finding("many_dont_know", rounded(dont_know))
    for answer in counted:
        may_be_rewritten = answer.offered and not answer.is_worded_by_the_site
        unused = may_be_rewritten and not sum(analysis.counts[answer.key])
        if unused and not answer.right and not answer.row:
            yield Finding("unused", key=answer.key)


def _preferred_by_the_best(analysis: Analysis, counted: Sequence[Counted]) -> Iterator[Counted]:
    """Wrong answers that the upper third gives more often than each right one of the same row.

    Where no answer is known to be right, as where a person marks what was written, none is wrong.
    """
    upper = {answer.key: analysis.counts[answer.key][2] for answer in counted}
    for row in dict.fromkeys(answer.row for answer in counted):
        answers = [answer for answer in counted if answer.row == row]
        right = [upper[answer.key] for answer in answers if answer.right]
        if right:
            least = max(max(right) + 1, SHARE_OF_THE_BEST * analysis.sizes[2])
            yield from (one for one in answers if not one.right and upper[one.key] >= least)


def rounded(share: float) -> int:
    """A share in percent; under 100 unless it is all, above 0 unless it is nothing."""
    percent = round(100 * share)
    if 0 < share < 1:
        return min(99, max(1, percent))
    return percent
