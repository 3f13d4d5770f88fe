"""What a learner does in a module, each in one transaction."""

import datetime
from collections.abc import Mapping, Sequence
from functools import partial

from django.db import transaction
from django.db.models import Exists, OuterRef

from courses.certificates.holders import known_holder
from courses.learning import rules
from courses.learning.issuing import as_chosen, issue_certificate, issue_of_paths
from courses.learning.models import (
    Completion,
    Enrolment,
    LessonDone,
    PathEnrolment,
)
from courses.learning.paths import complete_paths
from courses.learning.renewal import (
    attempts_that_count,
    cycle_under_way,
    is_renewed,
    must_be_passed,
)
from courses.models import LessonPage, ModulePage, PathModule, PathPage
from elearning.accounts.models import Learner, User
from quizzes import actions as quiz_actions
from quizzes.models import Attempt, Marking, Quiz, Response
from quizzes.outcomes import overall_result
from quizzes.reports.tasks import compute_report


@transaction.atomic
def start_quiz(module: ModulePage, learner: Learner, now: datetime.datetime) -> Attempt:
    """Enrol the learner and return the attempt to go on with, new or open.

    Raises quizzes.actions.NotNow.
    """
    _enrol(module, learner, now)
    return _go_on(module.quiz, learner, now)


@transaction.atomic
def begin(quiz: Quiz, learner: Learner, now: datetime.datetime) -> Attempt:
    """Return the attempt to go on with at a quiz of no module; raises quizzes.actions.NotNow."""
    _locked(learner.pk).get()
    return _go_on(quiz, learner, now)


def _go_on(quiz: Quiz, learner: Learner, now: datetime.datetime) -> Attempt:
    past = list(Attempt.objects.filter(quiz=quiz, learner=learner).select_related("edition"))
    for attempt in past:
        if attempt.is_overdue(now):
            _close(attempt, attempt.deadline)
    return quiz_actions.start(quiz, learner, now, attempts_that_count(quiz, learner, past, now))


@transaction.atomic
def finish_lesson(lesson: LessonPage, learner: Learner, now: datetime.datetime) -> None:
    """Note, once, that a lesson is finished; the last one may complete the module."""
    module = lesson.get_parent().specific
    _enrol(module, learner, now)
    LessonDone.objects.get_or_create(
        learner=learner,
        lesson=lesson,
        cycle=cycle_under_way(learner, module, now),
        defaults={"done_at": now},
    )
    complete_if_earned(module, learner.pk, now)


@transaction.atomic
def follow_path(path: PathPage, learner: Learner, now: datetime.datetime) -> None:
    """Note, once, that a learner follows a path; what was done before may complete or renew it."""
    learner = _locked(learner.pk).get()
    new = PathEnrolment(learner=learner, path=path, started_at=now)
    PathEnrolment.objects.bulk_create([new], ignore_conflicts=True)
    complete_paths(PathPage.objects.filter(pk=path.pk), learner, now)
    issue_of_paths(learner, known_holder(learner), now)


@transaction.atomic
def complete_in_session(path: PathPage, learner: Learner, now: datetime.datetime) -> None:
    """Complete, once, the modules that a path asks for, which were done together in a room."""
    _locked(learner.pk).get()
    asked = PathModule.objects.shown().filter(path_page=path, optional=False)
    Completion.objects.bulk_create(
        (
            Completion(
                learner=learner,
                module=step.module,
                edition=step.module.edition,
                earned_by=Completion.EarnedBy.SESSION,
                completed_at=now,
            )
            for step in asked
        ),
        ignore_conflicts=True,
    )
    complete_paths(PathPage.objects.filter(steps__in=asked), learner, now)


@transaction.atomic
def answer(
    attempt_id, owner: dict, position: int, form: Mapping[str, Sequence[str]], now
) -> quiz_actions.Recorded:
    """Record an answer to an attempt of this owner; the last one may complete the module.

    Raises Attempt.DoesNotExist, or what quizzes.actions.record_response raises.
    """
    attempt = _locked_attempt(attempt_id, **owner)
    recorded = quiz_actions.record_response(attempt, position, form, now)
    if not recorded.already:
        _complete_module_of(attempt, now)
    return recorded


@transaction.atomic
def mark(response: Response, marker: User, points: Mapping[str, int], comment: str, now) -> Marking:
    """Mark an answer of somebody; the last one to mark may complete the module.

    Raises what quizzes.actions.mark raises.
    """
    attempt = _locked_attempt(response.attempt_id)
    marking = quiz_actions.mark(attempt, response, marker, points, comment, now)
    _complete_module_of(attempt, now)
    transaction.on_commit(partial(compute_report.enqueue, attempt.quiz_id))
    return marking


@transaction.atomic
def send(attempt_id, owner: dict, now: datetime.datetime) -> None:
    """Close an attempt whose answers its learner has reviewed; it may complete the module.

    Raises Attempt.DoesNotExist, or quizzes.actions.OutOfTurn where nothing is to be reviewed.
    """
    attempt = _locked_attempt(attempt_id, **owner)
    if not attempt.edition.rules.review:
        raise quiz_actions.OutOfTurn
    if attempt.is_open:
        _close(attempt, attempt.deadline if attempt.is_overdue(now) else now)


def close_overdue(now: datetime.datetime) -> int:
    """Store the result of the attempts whose time is over; return how many there were."""
    ids = list(Attempt.objects.past_deadline(now).values_list("pk", flat=True))
    return sum(_close_if_overdue(attempt_id, now) for attempt_id in ids)


@transaction.atomic
def _close_if_overdue(attempt_id, now: datetime.datetime) -> bool:
    attempt = _locked_attempt(attempt_id)
    if not attempt.is_overdue(now):
        return False
    _close(attempt, attempt.deadline)
    return True


def _close(attempt: Attempt, at: datetime.datetime) -> None:
    quiz_actions.submit(attempt, at)
    _complete_module_of(attempt, at)


def _locked_attempt(attempt_id, **owner) -> Attempt:
    attempts = Attempt.objects.select_for_update(of=("self",))
    return attempts.under_its_rules(pk=attempt_id, **owner)


def _complete_module_of(attempt: Attempt, now: datetime.datetime) -> None:
    """Complete the module of a quiz that this attempt passes, if nothing else is missing."""
    if attempt.passed and (module := ModulePage.objects.of_quiz(attempt.quiz_id)):
        complete_if_earned(module, attempt.learner_id, now)


def complete_if_earned(module: ModulePage, learner_id, now: datetime.datetime) -> None:
    """Write the completion that the rules say is due, and its certificate where a name is known.

    One at a time for a learner: of the last lesson and the last answer, sent at once, the second
    must see the first.
    """
    learner = _locked(learner_id).get()
    latest = Completion.objects.latest_of(learner, module)
    if latest and latest.gives_certificate:
        is_due = is_renewed(latest, now)
    else:  # never completed, or with others in a session, which gives no certificate
        is_due = is_completed(module, learner)
    if is_due:
        completion = Completion.objects.create(
            learner=learner,
            module=module,
            cycle=latest.cycle + 1 if latest else 1,
            edition=module.edition,
            completed_at=now,
        )
        complete_paths(PathPage.objects.filter(steps__module=module), learner, now)
        holder = known_holder(learner)
        if holder.name:
            issue_certificate(completion, *as_chosen(holder, now))
        issue_of_paths(learner, holder, now)


def is_completed(module: ModulePage, learner: Learner) -> bool:
    lessons = list(module.lessons.values_list("pk", flat=True))
    done = LessonDone.objects.filter(learner=learner, lesson__in=lessons)
    if must_be_passed(module.quiz):
        passed, alone = has_passed(module.quiz, learner), module.by_quiz_alone
    else:
        passed, alone = True, False
    return rules.is_earned(lessons, done.values_list("lesson", flat=True), passed, alone)


def has_passed(quiz: Quiz, learner: Learner) -> bool:
    """Return whether the learner has passed a quiz, by the rule of that quiz."""
    result = overall_result(quiz, Attempt.objects.tries_of(learner, quiz))
    return bool(result and result.passed)


def _locked(learner_id):
    """Return the learner's row, to lock until the transaction ends."""
    return Learner.objects.select_for_update(no_key=True).filter(pk=learner_id)


def _enrol(module: ModulePage, learner: Learner, now: datetime.datetime) -> None:
    """Enrol the learner, once, whose row stays locked: attempts are counted one at a time."""
    enrolled = Enrolment.objects.filter(learner=OuterRef("pk"), module=module)
    if not _locked(learner.pk).annotate(enrolled=Exists(enrolled)).get().enrolled:
        new = Enrolment(learner=learner, module=module, started_at=now)
        Enrolment.objects.bulk_create([new], ignore_conflicts=True)
