"""What happens to attempts: one starts, an answer is recorded, the last one closes it."""

import datetime
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Q

from elearning.accounts.models import Learner, User
from elearning.lib.rounding import half_up
from quizzes.engine import timing
from quizzes.engine.drawing import Drawn, common_seed, draw
from quizzes.engine.types import UNCOUNTED
from quizzes.models import Attempt, Marking, PoolRow, QuestionVersion, Quiz, QuizEdition, Response
from quizzes.models.attempts import PLACES

LONGEST_TIME_ON_A_QUESTION = 600  # seconds; beyond, the person was elsewhere
LAST_STEP = 99  # of a question answered again and again


class OutOfTurn(Exception):
    """An answer to a question whose turn has not come, or to an attempt that asks no more."""


class AlreadyMarked(Exception):
    """Somebody else has marked this answer, or there was nothing to mark in it."""


class TimeIsUp(Exception):
    """An answer that came after the deadline and its grace; what was sent before is kept."""


class NotNow(Exception):
    """No attempt may start; `refusal` says why."""

    def __init__(self, refusal: timing.Refusal) -> None:
        super().__init__(refusal)
        self.refusal = refusal


@dataclass(frozen=True)
class Recorded:
    """A response, whether it was there before this answer came, and those given before it."""

    response: Response
    already: bool
    given: Mapping[int, Response]


def start(
    quiz: Quiz,
    learner: Learner,
    now: datetime.datetime,
    past: Sequence[Attempt] | None = None,
) -> Attempt:
    """Return the learner's open attempt at the quiz, or a new one that prefers unseen questions.

    `past` holds the learner's attempts with their editions, overdue ones closed; the caller must
    have locked the learner where attempts are limited. Two requests at the same time get the same
    attempt. Raises NotNow.
    """
    if past is None:
        past = list(Attempt.objects.filter(quiz=quiz, learner=learner).select_related("edition"))
    if opened := next((attempt for attempt in past if attempt.is_open), None):
        return opened
    rules = quiz.current_edition.rules
    taken = [attempt.submitted_at for attempt in past if attempt.submitted_at]  # none abandoned
    if refused := timing.refusal(rules, taken, now):
        raise NotNow(refused)
    attempt = _drawn_for(learner, quiz.current_edition, past, now)
    try:
        with transaction.atomic():
            attempt.save(force_insert=True)
    except IntegrityError:
        return Attempt.objects.get(quiz=quiz, learner=learner, state=Attempt.State.OPEN)
    return attempt


def _drawn_for(
    learner: Learner, edition: QuizEdition, past: Sequence[Attempt], now: datetime.datetime
) -> Attempt:
    """Return an attempt with its questions drawn, not saved yet."""
    rules = edition.rules
    seed = common_seed(edition.pk) if rules.same_for_all else secrets.randbits(63)
    seen = _seen(edition, past if rules.avoid_seen else [])
    drawn = draw(edition.pools, seed, seen, shuffle=edition.shuffle_questions)
    versions = _live_versions(edition, drawn)
    return Attempt(
        learner=learner,
        quiz_id=edition.quiz_id,
        edition=edition,
        seed=seed,
        drawn=[version for version, _type in versions],
        drawn_from=[place.pool for place in drawn],
        out_of=_points_that_count(edition, drawn, versions),
        started_at=now,
        deadline=timing.deadline(rules, now, learner.extra_time),
    )


def _points_that_count(
    edition: QuizEdition, drawn: Sequence[Drawn], versions: Sequence[tuple[int, str]]
) -> int:
    """Return the points of what was drawn, questions without a right answer left out."""
    pools = edition.pools
    return sum(
        pools[place.pool].points
        for place, (_version, type_) in zip(drawn, versions, strict=True)
        if type_ not in UNCOUNTED
    )


def _live_versions(edition: QuizEdition, drawn: Sequence[Drawn]) -> list[tuple[int, str]]:
    """Return the id and type of the live version of what was drawn, in order."""
    versions = {
        Drawn(pool, position): tuple(version)
        for pool, position, *version in edition.rows.filter(_any_of(drawn)).values_list(
            "pool", "position", "question__current_version", "question__current_version__type"
        )
    }
    return [versions[place] for place in drawn]


def _any_of(drawn: Sequence[Drawn]) -> Q:
    places = Q()
    for pool in {place.pool for place in drawn}:
        positions = [place.position for place in drawn if place.pool == pool]
        places |= Q(pool=pool, position__in=positions)
    return places


def _seen(edition: QuizEdition, past: Sequence[Attempt]) -> list[set[int]]:
    """Return, pool by pool, the positions of the questions that past attempts asked."""
    seen: list[set[int]] = [set() for _ in edition.draws]
    versions = {version for attempt in past for version in attempt.drawn}
    if versions:
        rows = PoolRow.objects.filter(edition=edition, question__versions__in=versions)
        for pool, position in rows.values_list("pool", "position"):
            seen[pool].add(position)
    return seen


def record_response(
    attempt: Attempt, position: int, form: Mapping[str, Sequence[str]], now: datetime.datetime
) -> Recorded:
    """Mark a posted answer and add it; where one goes forward only, the first one is kept.

    `attempt` must be locked by the caller. The answer to the last question closes the attempt,
    unless its answers are reviewed first. Raises OutOfTurn, TimeIsUp, or BlankAnswer and
    InvalidAnswer of quizzes.engine.errors.
    """
    rules = attempt.edition.rules
    given = attempt.given()
    previous = given.get(position)
    if previous and rules.navigation == "forward":
        return Recorded(previous, already=True, given=given)
    if attempt.is_too_late(now):
        raise TimeIsUp
    step = previous.step + 1 if previous else 0
    if not attempt.asks(position, answered=len(given)) or step > LAST_STEP:
        raise OutOfTurn
    version = QuestionVersion.kept(attempt.drawn[position])
    item = version.item
    answer = dict(item.read(attempt.order(position, item), form))
    if previous and previous.answer == answer:
        return Recorded(previous, already=True, given=given)
    score = item.score(answer)
    response = Response.objects.create(
        attempt=attempt,
        position=position,
        step=step,
        version=version,
        marked_with=version,
        answer=answer,
        points=None if score is None else half_up(score, PLACES),
        seconds=_seconds_spent(attempt, [one.created_at for one in given.values()], now),
        created_at=now,
    )
    counted = given | {position: response}
    if not rules.review and len(counted) == attempt.length:
        submit(attempt, now, counted)
    return Recorded(response, already=False, given=given)


def _seconds_spent(
    attempt: Attempt, answers: Iterable[datetime.datetime], now: datetime.datetime
) -> int:
    """Return the seconds since the previous answer, capped: pages are open in many a tab."""
    since = max(answers, default=attempt.started_at)
    return max(0, min(LONGEST_TIME_ON_A_QUESTION, int((now - since).total_seconds())))


def submit(
    attempt: Attempt, at: datetime.datetime, given: Mapping[int, Response] | None = None
) -> None:
    """Close the attempt: graded at once, or once a person has marked what no rule can."""
    attempt.close(at, given)
    attempt.save(update_fields=["state", "submitted_at", "score", "passed"])


def mark(
    attempt: Attempt,
    response: Response,
    marker: User,
    points: Mapping[str, int],
    comment: str,
    now: datetime.datetime,
) -> Marking:
    """Mark an answer by its criteria, once; the last one to mark gives the attempt its result.

    `attempt` must be locked by the caller. Raises AlreadyMarked, or InvalidAnswer of
    quizzes.engine.errors for points that are not those of the criteria.
    """
    if not attempt.responses.to_mark().filter(pk=response.pk).exists():
        raise AlreadyMarked
    share = response.marked_with.item.content.share(points)
    response.points = half_up(share, PLACES)
    response.save(update_fields=["points"])
    marking = Marking.objects.create(
        response=response, points=dict(points), comment=comment, marked_by=marker, marked_at=now
    )
    submit(attempt, attempt.submitted_at)
    return marking
