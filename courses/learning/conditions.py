"""What is to be known before a quiz starts, and why it may not, in words."""

import datetime
import math

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.learning.renewal import attempts_that_count
from courses.models import ModulePage
from elearning.accounts.models import Learner
from elearning.dates import date_format
from quizzes.engine import timing
from quizzes.engine.settings import Settings
from quizzes.models import Attempt, Quiz

HOUR, DAY = 60, 24 * 60  # minutes


def conditions_of(
    quiz: Quiz, module: ModulePage | None, learner: Learner | None, now: datetime.datetime
) -> dict:
    """Return the rules of a quiz in sentences, and whether this learner may start it."""
    rules = quiz.current_edition.rules
    own = Attempt.objects.filter(quiz=quiz, learner=learner).not_abandoned()
    past = list(own.select_related("edition"))
    past = attempts_that_count(quiz, learner, past, now)
    closed = [attempt for attempt in past if attempt.submitted_at or attempt.is_overdue(now)]
    refused = refusal_of(rules, closed, now)
    return {
        "title": quiz.current_edition.title,
        "module": module,
        "under_way": len(closed) < len(past),
        "refusal": refused and reason_of(refused),
        "sentences": [] if refused else list(sentences(rules, len(closed), learner, now)),
    }


def refusal_of(rules: Settings, closed: list[Attempt], now: datetime.datetime):
    """Return why no attempt may follow these: those not stored as closed are past their end."""
    return timing.refusal(
        rules, [attempt.submitted_at or attempt.deadline or now for attempt in closed], now
    )


def reason_of(refused: timing.Refusal) -> str:
    day = date_format(refused.until, "DATETIME_FORMAT") if refused.until else ""
    return {
        "not_open": _("This quiz opens on %(day)s."),
        "closed": _("This quiz closed on %(day)s."),
        "none_left": _("You have used all the attempts that this quiz allows."),
        "wait": _("You may try again from %(day)s. This leaves time to review the lessons."),
    }[refused.reason] % {"day": day}


def sentences(rules: Settings, taken: int, learner: Learner | None, now: datetime.datetime):
    """Yield what somebody who is about to start must know."""
    if rules.pass_mark:
        yield _("To pass: at least %(percent)s%% of the points.") % {"percent": rules.pass_mark}
    if told := EXPLAINED.get(rules.feedback):
        yield told()
    if rules.review:
        yield _("You will be able to review and change your answers before you send them.")
    if rules.time_limit:
        yield _time(rules, learner.extra_time if learner else 0, now)
    if rules.closes_at:
        yield _("The quiz closes on %(day)s, for everybody.") % {
            "day": date_format(rules.closes_at, "DATETIME_FORMAT")
        }
    left = timing.attempts_left(rules, taken)
    if left is not None:
        yield _attempts(left, rules.attempts_allowed)
    if left != 1 and rules.waiting_time:
        yield _("Between two attempts, you will have to wait for %(time)s.") % {
            "time": in_words(rules.waiting_time)
        }
    if left != 1 and rules.grading != "best":
        yield COUNTED[rules.grading]()


EXPLAINED = {
    "end": lambda: _("Answers are explained at the end."),
    "passed": lambda: _(
        "What you answered right is explained at the end; the rest, once the quiz is passed or "
        "when no attempt is left."
    ),
    "never": lambda: _("This quiz does not show its right answers."),
}
COUNTED = {
    "best": lambda: _("Of several attempts, the best one counts."),
    "last": lambda: _("Of several attempts, the last one counts."),
    "first": lambda: _("Of several attempts, the first one counts."),
    "average": lambda: _("Of several attempts, the average counts."),
}


def _time(rules: Settings, extra_time: int, now: datetime.datetime) -> str:
    minutes = math.ceil((timing.deadline(rules, now, extra_time) - now).total_seconds() / 60)
    time = in_words(minutes)
    if extra_time:
        return _(
            "You will have %(time)s, your extra time included. Time goes on if you close the page."
        ) % {"time": time}
    return _("You will have %(time)s. Time goes on if you close the page.") % {"time": time}


def _attempts(left: int, allowed: int) -> str:
    return ngettext(
        "You have %(left)s attempt left out of %(allowed)s.",
        "You have %(left)s attempts left out of %(allowed)s.",
        left,
    ) % {"left": left, "allowed": allowed}


def time_left(attempt: Attempt, now: datetime.datetime) -> dict | None:
    """Return how long an open attempt still lasts, or None where nothing limits it.

    No time limit is as long as a day: beyond, what ends it is the day on which its quiz closes.
    """
    if attempt.deadline is None:
        return None
    seconds, taken = (
        max(0, math.ceil((end - now).total_seconds()))
        for end in (attempt.deadline, attempt.ends_at)
    )
    minutes = math.ceil(seconds / 60)
    return {
        "seconds": seconds,
        "words": in_words(minutes),
        "ends": attempt.deadline,
        "closes": date_format(attempt.deadline, "DATETIME_FORMAT") if minutes > DAY else "",
        "grace": taken - seconds,
    }


def in_words(minutes: int) -> str:
    """Return a length of time in days, hours and minutes, without those that it has none of."""
    hours, minutes = divmod(minutes, HOUR)
    days, hours = divmod(hours, DAY // HOUR)
    parts = [
        ngettext("%(n)s day", "%(n)s days", days) % {"n": days} if days else "",
        ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours} if hours else "",
        ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes} if minutes else "",
    ]
    return get_text_list([part for part in parts if part], _("and"))
