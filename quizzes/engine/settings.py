"""The settings of a quiz: what its purpose gives them, and which of them contradict each other."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal, Self, TypeAlias

Purpose: TypeAlias = Literal["practice", "module", "examination"]
Moment: TypeAlias = Literal["each", "end", "passed", "never"]
Navigation: TypeAlias = Literal["forward", "free"]
Grading: TypeAlias = Literal["best", "last", "first", "average"]

EXAMINATION_ATTEMPTS = 3
EXAMINATION_WAIT = 60  # minutes
COMFORT = 3, 2  # questions in the bank for those that are drawn


def gettext_noop(message: str) -> str:
    """Mark a message for translation, which happens where it is shown."""
    return message


REASONS = {
    "practice_passed": gettext_noop(
        "Practice cannot be failed, so it has no pass mark: leave it empty, or change the purpose."
    ),
    "nothing_to_pass": gettext_noop(
        "Without a pass mark nobody can pass this quiz: give one, or make it a practice quiz."
    ),
    "practice_limited": gettext_noop("Practice has neither a limit of attempts nor a wait."),
    "never_passed": gettext_noop(
        "Practice is never passed, so that the right answers would never be shown."
    ),
    "oracle": gettext_noop(
        "An examination shows no right answer before it is passed: the same question may come "
        "back in a next attempt."
    ),
    "explained_then_changed": gettext_noop(
        "Answers explained at once are final, so that there is nothing to come back to: choose "
        "forward only, or show the right answers later."
    ),
    "review_forward": gettext_noop(
        "To review answers is to come back to questions: choose free navigation."
    ),
    "wait_for_nothing": gettext_noop("With one attempt allowed, there is nothing to wait for."),
    "same_and_unseen": gettext_noop(
        "The same questions for all cannot depend on what each person has seen."
    ),
    "closes_first": gettext_noop("The quiz would close before it opens."),
    "too_short_a_day": gettext_noop(
        "Between its two dates the quiz is open for less than its time limit."
    ),
}


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The rules of a quiz. An empty or missing one is as the purpose says, once `resolved`.

    Times are in minutes, grace in seconds; `attempts_allowed` is 0 where there is no limit.
    """

    purpose: Purpose = "module"
    pass_mark: int | None = None
    feedback: Moment | Literal[""] = ""
    navigation: Navigation | Literal[""] = ""
    review: bool | None = None
    attempts_allowed: int | None = None
    waiting_time: int | None = None
    grading: Grading = "best"
    time_limit: int | None = None
    grace: int = 60
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    avoid_seen: bool | None = None
    same_for_all: bool = False

    def resolved(self) -> Self:
        """Return the settings with those left open as the purpose, then the others, say."""
        exam = self.purpose == "examination"
        navigation = self.navigation or ("free" if exam else "forward")
        attempts = _or(self.attempts_allowed, EXAMINATION_ATTEMPTS if exam else 0)
        return replace(
            self,
            feedback=self.feedback or ("passed" if exam else "each"),
            navigation=navigation,
            review=exam and navigation == "free" if self.review is None else self.review,
            attempts_allowed=attempts,
            waiting_time=_or(self.waiting_time, EXAMINATION_WAIT if exam and attempts != 1 else 0),
            avoid_seen=not self.same_for_all if self.avoid_seen is None else self.avoid_seen,
        )

    def contradictions(self) -> Iterator[tuple[str, str]]:
        """Yield what cannot be together: the setting to change, and the key of the reason."""
        rules = self.resolved()
        found = {
            "practice_passed": ("pass_mark", rules.is_practice and rules.pass_mark is not None),
            "nothing_to_pass": ("pass_mark", not rules.is_practice and rules.pass_mark is None),
            "practice_limited": (
                "attempts_allowed" if rules.attempts_allowed else "waiting_time",
                rules.is_practice and bool(rules.attempts_allowed or rules.waiting_time),
            ),
            "never_passed": ("feedback", rules.feedback == "passed" and rules.is_practice),
            "oracle": (
                "feedback",
                rules.purpose == "examination" and rules.feedback in ("each", "end"),
            ),
            "explained_then_changed": (
                "navigation",
                rules.explains_at_once and rules.navigation == "free",
            ),
            "review_forward": ("review", bool(rules.review) and rules.navigation == "forward"),
            "wait_for_nothing": (
                "waiting_time",
                rules.attempts_allowed == 1 and bool(rules.waiting_time),
            ),
            "same_and_unseen": ("avoid_seen", rules.same_for_all and bool(rules.avoid_seen)),
            "closes_first": ("closes_at", not rules.is_ever_open),
            "too_short_a_day": ("closes_at", rules.is_ever_open and not rules.fits_in_its_dates),
        }
        return ((setting, reason) for reason, (setting, wrong) in found.items() if wrong)

    @property
    def is_practice(self) -> bool:
        return self.purpose == "practice"

    @property
    def explains_at_once(self) -> bool:
        """Return whether each answer is explained as soon as it is given, so that it is final."""
        return self.feedback == "each"

    @property
    def has_conditions(self) -> bool:
        """Return whether something is to be known before an attempt starts."""
        return bool(
            self.purpose == "examination"
            or self.time_limit
            or self.attempts_allowed
            or self.waiting_time
            or self.opens_at
            or self.closes_at
        )

    @property
    def is_ever_open(self) -> bool:
        return not (self.opens_at and self.closes_at) or self.opens_at < self.closes_at

    @property
    def fits_in_its_dates(self) -> bool:
        if not (self.opens_at and self.closes_at and self.time_limit):
            return True
        return self.opens_at + timedelta(minutes=self.time_limit) <= self.closes_at


def _or(value: int | None, default: int) -> int:
    return default if value is None else value


def is_comfortable(size: int, drawn: int) -> bool:
    """Return whether a bank is large enough for attempts not to be too alike."""
    enough, for_each = COMFORT
    return size * for_each >= drawn * enough
