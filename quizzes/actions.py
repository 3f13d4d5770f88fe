"""What happens to attempts: one starts, an answer is recorded, the last one closes it."""

import datetime
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Q

from elearning.accounts.models import Learner, User
from elearning.lib.rounding import half_up
from quizzes.engine.drawing import Drawn, draw
from quizzes.engine.types import UNCOUNTED
from quizzes.models import Attempt, Marking, PoolRow, QuestionVersion, Quiz, QuizEdition, Response

LONGEST_TIME_ON_A_QUESTION = 600  # seconds; beyond, the person was elsewhere
PLACES = 5  # of a stored score


class OutOfTurn(Exception):
    """An answer to a question whose turn has not come, or to an attempt that asks no more."""


class AlreadyMarked(Exception):
    """Somebody else has marked this answer, or there was nothing to mark in it."""


@dataclass(frozen=True)
class Recorded:
    """A response, and whether it was there before this answer came."""

    response: Response
    already: bool


def start(quiz: Quiz, learner: Learner, now: datetime.datetime) -> Attempt:
    """Return the learner's open attempt at the quiz, or a new one that prefers unseen questions.

    Two requests at the same time get the same attempt.
    """
    past = list(Attempt.objects.filter(quiz=quiz, learner=learner).select_related("edition"))
    if opened := next((attempt for attempt in past if attempt.is_open), None):
        return opened
    edition = quiz.current_edition
    seed = secrets.randbits(63)
    versions = _draw_versions(edition, seed, past)
    attempt = Attempt(
        learner=learner,
        quiz=quiz,
        edition=edition,
        seed=seed,
        drawn=[version for version, _type in versions],
        out_of=sum(type_ not in UNCOUNTED for _version, type_ in versions),
        started_at=now,
    )
    try:
        with transaction.atomic():
            attempt.save(force_insert=True)
    except IntegrityError:
        return Attempt.objects.get(quiz=quiz, learner=learner, state=Attempt.State.OPEN)
    return attempt


def _draw_versions(edition: QuizEdition, seed: int, past: Sequence[Attempt]) -> list[tuple]:
    """Draw the questions of an attempt; return the id and type of each live version, in order."""
    drawn = draw(edition.pools, seed, _seen(edition, past), shuffle=edition.shuffle_questions)
    versions = {
        Drawn(pool, position): version
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
    """Mark a posted answer and add it, once; the first answer to a question is the one kept.

    `attempt` must be locked by the caller. The answer to the last question closes the attempt.
    Raises OutOfTurn, or BlankAnswer and InvalidAnswer of quizzes.engine.errors.
    """
    responses = list(attempt.responses.defer("answer"))
    for response in responses:
        if response.position == position:
            return Recorded(response, already=True)
    if position != len(responses) or not attempt.is_open:
        raise OutOfTurn
    version = QuestionVersion.objects.get(pk=attempt.drawn[position])
    item = version.item()
    answer = item.read(attempt.order(position, item), form)
    score = item.score(answer)
    response = attempt.responses.create(
        position=position,
        version=version,
        marked_with=version,
        answer=dict(answer),
        points=None if score is None else half_up(score, PLACES),
        seconds=_seconds_spent(attempt, responses, now),
        created_at=now,
    )
    if position + 1 == attempt.length:
        submit(attempt, now)
    return Recorded(response, already=False)


def _seconds_spent(attempt: Attempt, responses: Sequence[Response], now: datetime.datetime) -> int:
    """Return the seconds since the previous answer, capped: pages are open in many a tab."""
    since = max((response.created_at for response in responses), default=attempt.started_at)
    return max(0, min(LONGEST_TIME_ON_A_QUESTION, int((now - since).total_seconds())))


def submit(attempt: Attempt, now: datetime.datetime) -> None:
    """Close the attempt: graded at once, or once a person has marked what no rule can."""
    attempt.submitted_at = now
    _grade(attempt)


def _grade(attempt: Attempt) -> None:
    """Give the attempt its score and, where there is a pass mark, whether it is passed."""
    result = attempt.grade()
    attempt.state = Attempt.State.GRADED if result else Attempt.State.AWAITING
    if result:
        attempt.score = half_up(result.score, PLACES)
        attempt.passed = result.passed
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
    share = response.marked_with.item().content.share(points)
    response.points = half_up(share, PLACES)
    response.save(update_fields=["points"])
    marking = Marking.objects.create(
        response=response, points=dict(points), comment=comment, marked_by=marker, marked_at=now
    )
    _grade(attempt)
    return marking
