"""A corrected key applied to the answers already given, none of which is rewritten."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from django.db import transaction

from elearning.lib.rounding import half_up
from quizzes.actions import PLACES
from quizzes.engine.item import Item
from quizzes.engine.types import RULED
from quizzes.models import (
    Attempt,
    Question,
    QuestionVersion,
    Regrade,
    RegradedAttempt,
    Response,
)
from quizzes.reports.tasks import compute_report


class CannotRegrade(Exception):
    """The question as it is today cannot mark the answers given to an earlier version."""

    def __init__(self, versions: list[QuestionVersion]) -> None:
        super().__init__(versions)
        self.versions = versions


@dataclass(frozen=True)
class Change:
    """An attempt with its answers marked anew, the result it had and the one that they make."""

    attempt: Attempt
    marks: tuple[tuple[Response, Decimal], ...]
    before: tuple[Decimal, bool | None]
    after: tuple[Decimal, bool | None]

    @property
    def difference(self) -> Decimal:
        return self.after[0] - self.before[0]

    @property
    def now_passes(self) -> bool:
        return bool(self.after[1]) and not self.before[1]

    @property
    def now_fails(self) -> bool:
        return bool(self.before[1]) and not self.after[1]


def to_regrade(question: Question):
    """Return the answers of closed attempts that an earlier version of the question marked.

    Answers that were forgotten, or that a person has marked, keep their points.
    """
    earlier = Response.objects.counted().filter(version__question=question, version__type__in=RULED)
    closed = earlier.filter(attempt__state=Attempt.State.GRADED).exclude(answer={})
    return closed.exclude(marked_with=question.current_version_id)


def changes(question: Question) -> list[Change]:
    """Return what the key of today changes; raises CannotRegrade where it cannot mark."""
    version = question.current_version
    given = to_regrade(question)
    refuse_other_options(version, QuestionVersion.objects.filter(pk__in=given.values("version")))
    item = version.item
    marks: dict[Attempt, list[tuple[Response, Decimal]]] = defaultdict(list)
    for response in given.select_related("attempt__edition").order_by("attempt", "position"):
        points = half_up(item.score(response.answer), PLACES)
        marks[response.attempt].append((response, points))
    stored = _stored_points(given)
    return [_change(attempt, found, stored[attempt.pk]) for attempt, found in marks.items()]


def refuse_other_options(version: QuestionVersion, answered: Iterable[QuestionVersion]) -> None:
    """Raise CannotRegrade unless these versions offered the options that this one has."""
    today = _offered(version.item)
    others = [one for one in answered if one.type != version.type or _offered(one.item) != today]
    if others:
        raise CannotRegrade(others)


@transaction.atomic
def regrade(
    question: Question, *, by, reason: str, withdraws: bool, now: datetime.datetime
) -> tuple[Regrade, list[Change]]:
    """Add a step to each answer concerned, and give attempts the results that these make."""
    Question.objects.select_for_update().get(pk=question.pk)
    ids = to_regrade(question).values("attempt")
    list(Attempt.objects.select_for_update(of=("self",)).filter(pk__in=ids).values_list("pk"))
    found = changes(question)
    done = Regrade.objects.create(
        version=question.current_version,
        by=by,
        reason=reason,
        withdraws=withdraws,
        created_at=now,
    )
    Response.objects.bulk_create(
        Response(
            attempt=change.attempt,
            position=response.position,
            step=response.step + 1,
            version_id=response.version_id,
            marked_with=question.current_version,
            answer=response.answer,
            points=points,
            seconds=0,
            created_at=now,
        )
        for change in found
        for response, points in change.marks
    )
    RegradedAttempt.objects.bulk_create(_before_and_after(done, change) for change in found)
    for change in found:
        change.attempt.score, change.attempt.passed = change.after
    Attempt.objects.bulk_update([one.attempt for one in found], ["score", "passed"], 500)
    for quiz in {change.attempt.quiz_id for change in found}:
        transaction.on_commit(partial(compute_report.enqueue, quiz))
    return done, found


def _before_and_after(done: Regrade, change: Change) -> RegradedAttempt:
    (score_before, passed_before), (score_after, passed_after) = change.before, change.after
    return RegradedAttempt(
        regrade=done,
        attempt=change.attempt,
        score_before=score_before,
        passed_before=passed_before,
        score_after=score_after,
        passed_after=passed_after,
    )


def _change(attempt: Attempt, marks, stored: dict[int, Decimal]) -> Change:
    points = stored | {response.position: points for response, points in marks}
    result = attempt.grade_of(points)
    after = half_up(result.score, PLACES), result.passed
    return Change(attempt, tuple(marks), (attempt.score, attempt.passed), after)


def _stored_points(given) -> dict:
    """Return the points of every answer of the attempts concerned, by position."""
    rows = Response.objects.counted().filter(attempt__in=given.values("attempt"))
    points: dict = defaultdict(dict)
    for attempt, position, earned in rows.values_list("attempt", "position", "points"):
        points[attempt][position] = earned
    return points


def _offered(item: Item) -> set[str]:
    return {one.key for one in item.counted() if one.offered}
