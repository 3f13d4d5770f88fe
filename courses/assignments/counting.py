"""What managers are told, counted once a week and kept: pages compute nothing."""

import datetime
from collections import defaultdict
from statistics import mean
from uuid import UUID

from django.db.models import Max

from courses.assignments.fulfilling import asked_modules
from courses.assignments.models import Assignment, Figures
from courses.learning.models import Enrolment, LessonDone
from courses.models import ModulePage
from elearning.lib.percent import percent
from elearning.organisations.rules import SMALLEST_GROUP
from quizzes.models import Attempt, Objective, Response


def count(assignment: Assignment, until: datetime.datetime) -> None:
    """Keep, once, the figures of an assignment at a moment.

    Those of a group wait while a path asked of everybody, changed since, would tell it apart.
    """
    if assignment.group_id and assignment.ended_at is None and assignment.telling_apart():
        return
    members = assignment.memberships.counted_at(until)
    joined = dict(members.values_list("learner", "joined_at"))
    noted = assignment.fulfilments.filter(done_at__lt=until)
    done = set(noted.values_list("learner", flat=True)) & joined.keys()
    modules = asked_modules(assignment)
    attempts = _last_attempts(assignment, modules, until, joined)
    before = assignment.figures.order_by("-until").first()
    figures = Figures(
        assignment=assignment, until=until, people=len(joined), begun=0, done=len(done)
    )
    # Of a group nothing finer: everybody may be asked for a path that shares some of its modules.
    if assignment.group_id is None:
        figures.begun = len(_begun(assignment, modules, until, joined) - done)
        figures.objectives = _by_objective(attempts.values())
        figures.before_after = _before_after(assignment, attempts, done, until, before)
    Figures.objects.bulk_create([figures], ignore_conflicts=True)


def _begun(assignment, modules: list[ModulePage], until, joined) -> set[UUID]:
    """Return those of these people who did something of it since they joined and it was asked."""
    quizzes = [module.quiz_id for module in modules]
    lessons = [page.pk for module in modules for page in module.get_children()]
    acts = [
        (Enrolment.objects.filter(module__in=modules, started_at__lt=until), "started_at"),
        (LessonDone.objects.filter(lesson__in=lessons, done_at__lt=until), "done_at"),
        (Attempt.objects.filter(quiz__in=quizzes, started_at__lt=until), "started_at"),
    ]
    begun = set()
    for rows, when in acts:
        for learner, last in rows.order_by().values_list("learner").annotate(Max(when)):
            if learner in joined and last >= max(joined[learner], assignment.created_at):
                begun.add(learner)
    return begun


def _last_attempts(assignment, modules, until, joined) -> dict[tuple[UUID, int], Attempt]:
    """Return the last attempt of each of these people at each quiz, since it was asked."""
    attempts = Attempt.objects.filter(
        quiz__in=[module.quiz_id for module in modules],
        state=Attempt.State.GRADED,
        submitted_at__gte=assignment.created_at,
        submitted_at__lt=until,
    )
    plain = attempts.only("learner_id", "quiz_id", "score", "out_of").order_by("submitted_at")
    return {(one.learner_id, one.quiz_id): one for one in plain if one.learner_id in joined}


def _by_objective(attempts) -> list[dict]:
    """Return, of each objective, how many answered, and how many were right each time."""
    learners = {attempt.pk: attempt.learner_id for attempt in attempts}
    responses = Response.objects.counted().filter(attempt__in=list(learners))
    rows = responses.exclude(points=None).values_list("marked_with__objective", "attempt", "points")
    right: dict[int, dict[UUID, bool]] = defaultdict(dict)
    for objective, attempt, points in rows:
        who = learners[attempt]
        right[objective][who] = right[objective].get(who, True) and points == 1
    labels = Objective.objects.in_bulk(list(right))
    return [
        {"label": labels[pk].label, "people": len(people), "right": sum(people.values())}
        for pk, people in sorted(right.items(), key=lambda one: labels[one[0]].code)
    ]


def _before_after(assignment, attempts, done: set[UUID], until, last: Figures | None):
    """Return the mean percentages of those who took the positioning quiz and have done it all.

    They are computed again once five more people have: else one person's result would show.
    """
    first = Attempt.objects.filter(
        quiz=assignment.path.quiz_id,
        state=Attempt.State.GRADED,
        submitted_at__lt=until,
        out_of__gt=0,
    ).order_by("-submitted_at")
    before = {
        one.learner_id: percent(one.score, one.out_of) for one in first if one.learner_id in done
    }
    after = defaultdict(list)
    for (learner, _quiz), attempt in attempts.items():
        if attempt.out_of:
            after[learner].append(percent(attempt.score, attempt.out_of))
    people = before.keys() & after.keys()
    if last and last.before_after and len(people) < last.before_after["people"] + SMALLEST_GROUP:
        return last.before_after
    if len(people) < 2 * SMALLEST_GROUP:
        return None
    return {
        "people": len(people),
        "before": _to_five(mean(before[one] for one in people)),
        "after": _to_five(mean(mean(after[one]) for one in people)),
    }


def _to_five(value) -> int:
    return 5 * round(float(value) / 5)
