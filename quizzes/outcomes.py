"""What attempts come to, and what of them may be shown: read, never written."""

import datetime
from collections.abc import Iterable, Sequence

from quizzes.engine import revealing, timing
from quizzes.engine.grading import Outcome, overall
from quizzes.models import Attempt, Quiz, QuizEdition


def overall_result(quiz: Quiz, tries: Iterable[Attempt]) -> Outcome | None:
    """Return what the closed ones of a learner's attempts come to, as the quiz counts them."""
    outcomes = [attempt.outcome for attempt in tries if attempt.state == Attempt.State.GRADED]
    return overall(quiz.grading, outcomes, quiz.pass_mark)


def revealed(attempt: Attempt, now: datetime.datetime) -> revealing.Revealed:
    """Return what may be shown of the answers of an attempt now."""
    passed, may_try_again = False, True
    if attempt.edition.rules.feedback == "passed" and not attempt.is_open:
        result = overall_result(attempt.quiz, attempt.tries)
        passed = bool(result and result.passed)
        may_try_again = may_start_again(attempt.quiz, attempt.tries, now)
    return revealing.revealed(
        attempt.edition.rules,
        closed=not attempt.is_open,
        passed=passed,
        may_try_again=may_try_again,
    )


def may_start_again(quiz: Quiz, tries: Sequence[Attempt], now: datetime.datetime) -> bool:
    """Return whether another attempt may come, today or later, or takes answers still.

    Those sent within the grace are taken after the deadline, and after the quiz has closed.
    """
    if any(attempt.is_open and not attempt.is_overdue(now) for attempt in tries):
        return True
    rules = QuizEdition.kept(quiz.current_edition_id).rules
    if rules.closes_at and now > rules.closes_at + datetime.timedelta(seconds=rules.grace):
        return False
    return timing.attempts_left(rules, len(tries)) != 0
