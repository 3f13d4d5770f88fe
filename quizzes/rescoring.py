"""Stored scores beside those that stored answers make."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from elearning.lib.rounding import half_up
from quizzes.actions import PLACES
from quizzes.engine.item import Item
from quizzes.engine.types import RULED
from quizzes.models import Attempt, QuestionVersion, Response

AT_A_TIME = 500


def differences() -> Iterator[str]:
    """Yield a line per answer, then per closed attempt, whose stored score is not the right one.

    Forgotten answers, and those that people mark, cannot be marked again; what they earned counts
    in their attempts.
    """

    @cache
    def item(version: int) -> Item:
        return QuestionVersion.objects.get(pk=version).item

    answers = Response.objects.exclude(answer={}).filter(version__type__in=RULED).order_by("pk")
    for response in answers.iterator(chunk_size=AT_A_TIME):
        points = half_up(item(response.marked_with_id).score(response.answer), PLACES)
        if points != response.points:
            yield f"answer {response}: {response.points} stored, {points} computed"
    attempts = Attempt.objects.filter(state=Attempt.State.GRADED).select_related("edition")
    for batch in _batches(attempts.order_by("pk")):
        yield from _attempts_that_differ(batch)


def _attempts_that_differ(attempts: list[Attempt]) -> Iterator[str]:
    points: dict = defaultdict(dict)
    rows = Response.objects.counted().filter(attempt__in=attempts)
    for attempt, position, earned in rows.values_list("attempt", "position", "points"):
        points[attempt][position] = earned
    for attempt in attempts:
        result = attempt.grade_of(points[attempt.pk])
        score = half_up(result.score, PLACES)
        if (score, result.passed) != (attempt.score, attempt.passed):
            stored = f"{attempt.score} ({attempt.passed}) stored"
            yield f"attempt {attempt}: {stored}, {score} ({result.passed}) computed"


def _batches(attempts) -> Iterator[list[Attempt]]:
    batch: list[Attempt] = []
    for attempt in attempts.iterator(chunk_size=AT_A_TIME):
        batch.append(attempt)
        if len(batch) == AT_A_TIME:
            yield batch
            batch = []
    yield batch
