"""How a module fares: who begins it, where they stop, how long it takes. Counted, never named."""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

from django.db.models import Count, F, FloatField, Sum
from django.utils.translation import gettext as _

from courses.learning.models import Completion, Enrolment, LessonDone
from courses.learning.rules import minutes_spent
from courses.models import ModulePage
from elearning.lib.percent import percent
from elearning.lib.rounding import half_up
from quizzes.models import Attempt, Flag, ItemReport, Response
from quizzes.models.reports import ENOUGH

LATEST = 500  # completions that the time is read from: more would change no median


@dataclass(frozen=True)
class Stage:
    """A point of a module, and how many of those who began it came so far."""

    label: str
    reached: int
    percent: int
    lost: int


@dataclass(frozen=True)
class ModuleFigures:
    """What is told of a module; under 30 people who began it, only how many they are."""

    begun: int
    completed: int
    stages: list[Stage]
    minutes: int | None
    timed: int

    @property
    def missing(self) -> int:
        return max(0, ENOUGH - self.begun)

    @property
    def loses_most(self) -> Stage | None:
        """Return the point before which most people stop, where anybody does."""
        most = max(self.stages, key=lambda stage: stage.lost, default=None)
        return most if most and most.lost else None


def figures_of(module: ModulePage) -> ModuleFigures:
    begun = Enrolment.objects.filter(module=module).count()
    if begun < ENOUGH:
        return ModuleFigures(begun, 0, [], None, 0)
    stages = list(_stages(module, begun))
    minutes = [minutes_spent(moments) for moments in _moments(module).values()]
    typical = max(1, int(half_up(Fraction(median(minutes)), 0))) if len(minutes) >= ENOUGH else None
    return ModuleFigures(begun, stages[-1].reached, stages, typical, len(minutes))


def _stages(module: ModulePage, begun: int) -> Iterator[Stage]:
    lessons = list(module.lessons)
    done = LessonDone.objects.filter(lesson__in=lessons, cycle=1)
    readers = dict(done.values_list("lesson").annotate(Count("learner", distinct=True)))
    points = [(_("Begun"), begun)]
    points += [(lesson.title, readers.get(lesson.pk, 0)) for lesson in lessons]
    if module.quiz_id:
        sent = Attempt.objects.filter(quiz=module.quiz_id, submitted_at__isnull=False)
        sent = sent.filter(learner__enrolments__module=module)
        points.append((_("Quiz answered"), sent.aggregate(n=Count("learner", distinct=True))["n"]))
    points.append((_("Completed"), Completion.objects.filter(module=module, cycle=1).count()))
    before = begun
    for label, reached in points:
        share = min(100, int(half_up(Fraction(percent(reached, begun)), 0)))
        yield Stage(label, reached, share, max(0, before - reached))
        before = reached


def _moments(module: ModulePage) -> dict[int, list[datetime.datetime]]:
    """Return when each of the latest to complete a module by its quiz did something in it."""
    alone = Completion.objects.filter(module=module, cycle=1, earned_by=Completion.EarnedBy.QUIZ)
    ends = dict(alone.order_by("-completed_at").values_list("learner", "completed_at")[:LATEST])
    moments = defaultdict(list)
    begun = Enrolment.objects.filter(module=module, learner__in=ends)
    read = LessonDone.objects.filter(lesson__in=module.lessons, cycle=1, learner__in=ends)
    attempts = Attempt.objects.filter(quiz=module.quiz_id, learner__in=ends)
    given = Response.objects.filter(attempt__in=attempts)
    for rows in (
        begun.values_list("learner", "started_at"),
        read.values_list("learner", "done_at"),
        attempts.values_list("learner", "started_at"),
        given.values_list("attempt__learner", "created_at"),
    ):
        for learner, moment in rows:
            if moment <= ends[learner]:
                moments[learner].append(moment)
    for learner, end in ends.items():
        moments[learner].append(end)
    return moments


def objectives_of(module: ModulePage) -> list[dict]:
    """Return the success at each objective, in percent, worst first: first attempts at the quiz."""
    told = ItemReport.objects.filter(quiz=module.quiz_id, facility__isnull=False)
    rows = told.values(label=F("version__question__objective__label")).annotate(
        earned=Sum(F("facility") * F("attempts"), output_field=FloatField()),
        answers=Sum("attempts"),
    )
    found = [row | {"percent": round(100 * row["earned"] / row["answers"])} for row in rows]
    return sorted(found, key=lambda row: (row["percent"], row["label"]))


def flags_of(module: ModulePage, user) -> int:
    """Return how many reports of learners on a module's quiz somebody may and should read."""
    flags = Flag.objects.to_handle().open_to(user)
    return flags.filter(response__attempt__quiz=module.quiz_id).count()


def announce(module: ModulePage, minutes: int, user) -> None:
    """Keep a draft of a module that announces another duration."""
    draft = module.get_latest_revision_as_object()
    draft.duration = minutes
    draft.save_revision(user=user, log_action=True)
