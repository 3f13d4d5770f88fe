"""What happens to attempts: one starts, an answer is recorded, the last one closes it."""

import datetime
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Q

from elearning.accounts.models import Learner
from elearning.lib.rounding import half_up
from quizzes.engine.drawing import Drawn, draw
from quizzes.models import Attempt, PoolRow, QuestionVersion, Quiz, QuizEdition, Response

LONGEST_TIME_ON_A_QUESTION = 600  # seconds; beyond, the person was elsewhere
PLACES = 5  # of a stored score


class OutOfTurn(Exception):
    """An answer to a question whose turn has not come, or to an attempt that asks no more."""


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
    attempt = Attempt(
        learner=learner,
        quiz=quiz,
        edition=edition,
        seed=seed,
        drawn=_draw_versions(edition, seed, past),
        started_at=now,
    )
    try:
        with transaction.atomic():
            attempt.save(force_insert=True)
    except IntegrityError:
        return Attempt.objects.get(quiz=quiz, learner=learner, state=Attempt.State.OPEN)
    return attempt


def _draw_versions(edition: QuizEdition, seed: int, past: Sequence[Attempt]) -> list[int]:
    """Draw the questions of an attempt; return the ids of their live versions, in order."""
    drawn = draw(edition.pools, seed, _seen(edition, past), shuffle=edition.shuffle_questions)
    versions = {
        Drawn(row["pool"], row["position"]): row["question__current_version"]
        for row in edition.rows.filter(_any_of(drawn)).values(
            "pool", "position", "question__current_version"
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
    points = item.score(answer)
    response = attempt.responses.create(
        position=position,
        version=version,
        marked_with=version,
        answer=dict(answer),
        points=half_up(points, PLACES),
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
    """Close the attempt with its score and, where there is a pass mark, whether it is passed."""
    result = attempt.grade()
    attempt.state = Attempt.State.GRADED
    attempt.submitted_at = now
    attempt.score = half_up(result.score, PLACES)
    attempt.passed = result.passed
    attempt.save(update_fields=["state", "submitted_at", "score", "passed"])
