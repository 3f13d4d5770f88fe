"""Who has done what is asked of them: in this period, since they joined, and noted once."""

import datetime
from collections.abc import Callable
from uuid import UUID

from django.db.models import Max

from courses.assignments import rules
from courses.assignments.models import Assignment, Fulfilment
from courses.learning.models import Completion, PathCompletion
from courses.models import ModulePage, PathModule
from quizzes.models import Attempt

Moment = datetime.datetime


def note(assignment: Assignment, learner_id: UUID | None = None) -> None:
    """Note those who have done an assignment that runs, all of its people or one of them."""
    people = assignment.memberships.current()
    people = people.exclude(learner__fulfilments__assignment=assignment)
    if learner_id:
        people = people.filter(learner=learner_id)
    joined = dict(people.values_list("learner", "joined_at"))
    done = _done_at(assignment, joined)
    Fulfilment.objects.bulk_create(
        (Fulfilment(assignment=assignment, learner_id=who, done_at=at) for who, at in done.items()),
        ignore_conflicts=True,
    )


def _done_at(assignment: Assignment, joined: dict[UUID, Moment]) -> dict[UUID, Moment]:
    """Return when each of these people, who joined then, did what is asked, if they did."""
    if not joined:
        return {}
    modules = asked_modules(assignment)
    people = {"learner__memberships__organisation": assignment.organisation_id}
    people |= {"learner__memberships__left_at": None}
    paths = PathCompletion.objects.filter(path=assignment.path_id, **people)
    completed = dict(paths.values_list("learner").annotate(Max("completed_at")))
    completions = Completion.objects.filter(module__in=modules, **people)
    days = {row[:2]: row[2] for row in _latest(completions, "module", "completed_at")}
    quizzes = [module.quiz_id for module in modules if module.quiz_id]
    passed = Attempt.objects.filter(quiz__in=quizzes, passed=True, **people)
    passes = {row[:2]: row[2] for row in _latest(passed, "quiz", "submitted_at")}
    shared = set(assignment.shared.values_list("learner", flat=True))
    done = {}
    for learner, joined_at in joined.items():
        at = done_at(
            assignment,
            joined_at,
            modules,
            completed.get(learner),
            lambda module, who=learner: days.get((who, module.pk)),
            lambda module, who=learner: passes.get((who, module.quiz_id)),
            learner in shared,
        )
        if at:
            done[learner] = at
    return done


def done_at(
    assignment: Assignment,
    joined_at: Moment,
    modules: list[ModulePage],
    path_completed: Moment | None,
    completed: Callable[[ModulePage], Moment | None],
    passed: Callable[[ModulePage], Moment | None],
    is_shared: bool,
) -> Moment | None:
    """Return when somebody did what is asked, if they did.

    That is completing the path since they joined and it was asked, or each module that is not
    optional, anew where it was completed before: its quiz passed again. In the first period, a
    path completed sooner counts if they say so.
    """
    since = max(joined_at, assignment.created_at)
    counts_anyway = is_shared and not assignment.follows_id
    if path_completed and (path_completed >= since or counts_anyway):
        return path_completed
    return rules.fulfilled_at(
        (last_done(module, completed, passed, since) for module in modules), since
    )


def last_done(module: ModulePage, completed, passed, since: Moment) -> Moment | None:
    """Return when somebody last did a module, by completing it or passing its quiz again."""
    day = completed(module)
    if day and module.quiz_id is None:
        return max(day, since)  # lessons are finished once: nothing of them could be done again
    return max(filter(None, (day, day and passed(module))), default=None)


def asked_modules(assignment: Assignment) -> list[ModulePage]:
    """Return the modules of its path that are not optional."""
    steps = PathModule.objects.shown().filter(path_page=assignment.path_id, optional=False)
    return [step.module for step in steps]


def _latest(rows, what: str, when: str):
    return rows.order_by().values_list("learner", what).annotate(Max(when))
