"""What attempts come to, and what of them may be shown: read, never written."""

import datetime

from quizzes.engine import revealing, timing
from quizzes.engine.grading import Outcome, overall
from quizzes.models import Attempt, Quiz


def overall_result(quiz: Quiz, learner_id) -> Outcome | None:
    """Return what the learner's closed attempts come to, as the quiz counts them."""
    attempts = Attempt.objects.filter(
        quiz=quiz, learner=learner_id, state=Attempt.State.GRADED
    ).order_by("submitted_at", "started_at")
    outcomes = [attempt.outcome for attempt in attempts]
    return overall(quiz.grading, outcomes, quiz.pass_mark)


def revealed(attempt: Attempt, now: datetime.datetime) -> revealing.Revealed:
    """Return what may be shown of the answers of an attempt now."""
    passed, may_try_again = False, True
    if attempt.edition.rules.feedback == "passed" and not attempt.is_open:
        quiz = Quiz.objects.select_related("current_edition").get(pk=attempt.quiz_id)
        result = overall_result(quiz, attempt.learner_id)
        passed = bool(result and result.passed)
        may_try_again = may_start_again(quiz, attempt.learner_id, now)
    return revealing.revealed(
        attempt.edition.rules,
        closed=not attempt.is_open,
        passed=passed,
        may_try_again=may_try_again,
    )


def may_start_again(quiz: Quiz, learner_id, now: datetime.datetime) -> bool:
    """Return whether another attempt may come, today or later, or takes answers still.

    Those sent within the grace are taken after the deadline, and after the quiz has closed.
    """
    taken = Attempt.objects.filter(quiz=quiz, learner=learner_id).not_abandoned()
    opened = taken.filter(state=Attempt.State.OPEN).select_related("edition")
    if any(not attempt.is_overdue(now) for attempt in opened):
        return True
    rules = quiz.current_edition.rules
    if rules.closes_at and now > rules.closes_at + datetime.timedelta(seconds=rules.grace):
        return False
    return timing.attempts_left(rules, taken.count()) != 0
