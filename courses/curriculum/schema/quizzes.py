"""The quizzes of module.yaml and site.yaml."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from courses.curriculum.faults import gettext_noop
from courses.curriculum.schema.marks import Count, Fits, Most, Refers, Slug
from courses.curriculum.schema.reading import Record
from quizzes.engine.settings import REASONS, Grading, Navigation, Purpose, Settings
from quizzes.engine.settings import Moment as Feedback

Percent = Annotated[
    int, Fits(lambda mark: 1 <= mark <= 100, gettext_noop("a percentage from 1 to 100"))
]


Points = Annotated[
    int, Fits(lambda points: 1 <= points <= 100, gettext_noop("a number from 1 to 100"))
]
FromPercent = Annotated[
    int, Fits(lambda mark: 0 <= mark <= 100, gettext_noop("a percentage from 0 to 100"))
]


@dataclass(frozen=True, kw_only=True)
class Draw(Record):
    """Questions to draw from a category, a tag or both; or one fixed question."""

    category: Annotated[str, Refers("category")] = ""
    tag: str = ""
    draw: Count = 1
    points: Points = 1
    section: Annotated[str, Most(80)] = ""
    question: Annotated[str, Refers("question")] = ""

    def problems(self) -> Iterable[tuple[str, str, dict[str, object]]]:
        from_bank = bool(self.category or self.tag)
        if from_bank == bool(self.question):
            yield "", gettext_noop("either a question, or a category or a tag to draw from"), {}


@dataclass(frozen=True, kw_only=True)
class Band(Record):
    """What is told with a result from so many percent on."""

    from_percent: FromPercent
    text: Annotated[str, Most(300)]


def usual_purpose(pass_mark: int | None) -> Purpose:
    """Return the purpose that goes without saying."""
    return "practice" if pass_mark is None else "module"


def is_moment(text: str) -> bool:
    """Return whether a text says a day and an hour, in the time of the site."""
    try:
        return datetime.fromisoformat(text).tzinfo is None and "T" in text
    except ValueError:
        return False


Whole = Annotated[int, Fits(lambda number: number >= 0, gettext_noop("a number from 0"))]
Moment = Annotated[
    str, Fits(is_moment, gettext_noop("must be a day and an hour, such as “2026-12-01T09:00”"))
]


@dataclass(frozen=True, kw_only=True)
class Quiz(Record):
    slug: Slug = ""
    title: Annotated[str, Most(160)]
    purpose: Purpose | None = None
    pass_mark: Percent | None = None
    feedback: Feedback | None = None
    navigation: Navigation | None = None
    review: bool | None = None
    attempts_allowed: Whole | None = None
    waiting_time: Whole | None = None
    grading: Grading = "best"
    time_limit: Count | None = None
    grace: Whole = 60
    opens_at: Moment = ""
    closes_at: Moment = ""
    shuffle_questions: bool = True
    shuffle_options: bool = True
    avoid_seen: bool | None = None
    same_for_all: bool = False
    draws: tuple[Draw, ...]
    bands: tuple[Band, ...] = ()

    def problems(self) -> Iterable[tuple[str, str, dict[str, object]]]:
        for setting, reason in self.rules().contradictions():
            yield setting, REASONS[reason], {}
        if len({band.from_percent for band in self.bands}) < len(self.bands):
            yield "bands", gettext_noop("two bands begin at the same percentage"), {}

    @property
    def is_examination(self) -> bool:
        return self.purpose == "examination"

    def rules(self) -> Settings:
        """Return the settings as the engine reads them."""
        return Settings(
            purpose=self.purpose or usual_purpose(self.pass_mark),
            pass_mark=self.pass_mark,
            feedback=self.feedback or "",
            navigation=self.navigation or "",
            review=self.review,
            attempts_allowed=self.attempts_allowed,
            waiting_time=self.waiting_time,
            grading=self.grading,
            avoid_seen=self.avoid_seen,
            same_for_all=self.same_for_all,
            time_limit=self.time_limit,
            grace=self.grace,
            opens_at=datetime.fromisoformat(self.opens_at) if self.opens_at else None,
            closes_at=datetime.fromisoformat(self.closes_at) if self.closes_at else None,
        )
