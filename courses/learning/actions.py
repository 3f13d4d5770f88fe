"""What a learner does in a module, each in one transaction."""

import datetime
from collections.abc import Mapping, Sequence
from functools import partial

from django.db import transaction
from django.db.models import Exists, OuterRef

from courses.certificates.actions import issue
from courses.certificates.models import Certificate
from courses.learning import rules
from courses.learning.models import Completion, Enrolment, LessonDone
from courses.models import LessonPage, ModulePage
from elearning.accounts.learners import has_confirmed_address
from elearning.accounts.models import Learner, User
from elearning.cms.models import SiteSettings
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
    return quiz_actions.start(quiz, learner, now, past)


@transaction.atomic
def finish_lesson(lesson: LessonPage, learner: Learner, now: datetime.datetime) -> None:
    """Note, once, that a lesson is finished; the last one may complete the module."""
    module = lesson.get_parent().specific
    _enrol(module, learner, now)
    LessonDone.objects.get_or_create(learner=learner, lesson=lesson, defaults={"done_at": now})
    complete_if_earned(module, learner.pk, now)


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
    attempts = Attempt.objects.select_for_update(of=("self",)).select_related("edition")
    return attempts.get(pk=attempt_id, **owner)


def _complete_module_of(attempt: Attempt, now: datetime.datetime) -> None:
    """Complete the module of a quiz that this attempt passes, if nothing else is missing."""
    if attempt.passed and (module := ModulePage.objects.filter(quiz=attempt.quiz_id).first()):
        complete_if_earned(module, attempt.learner_id, now)


def complete_if_earned(module: ModulePage, learner_id, now: datetime.datetime) -> None:
    """Write the completion of the module if the rules say so and it is not there yet.

    One at a time for a learner: of the last lesson and the last answer, sent at once, the second
    must see the first.
    """
    _locked(learner_id).get()
    lessons = list(module.lessons.values_list("pk", flat=True))
    done = LessonDone.objects.filter(learner=learner_id, lesson__in=lessons)
    if rules.is_earned(
        lessons, done.values_list("lesson", flat=True), has_passed(module, learner_id)
    ):
        Completion.objects.get_or_create(
            learner_id=learner_id,
            module=module,
            cycle=1,
            defaults={"edition": module.edition, "completed_at": now},
        )


def has_passed(module: ModulePage, learner_id) -> bool:
    """Return whether the learner has passed the module's quiz, or there is nothing to pass."""
    if module.quiz is None or module.quiz.pass_mark is None:
        return True
    result = overall_result(module.quiz, learner_id)
    return bool(result and result.passed)


def issue_certificate(
    completion: Completion,
    holder_name: str,
    now: datetime.datetime,
    name_shown: str = Certificate.NameShown.FULL,
) -> Certificate:
    """Return the certificate of a completion, in the name that its holder declares."""
    module = completion.module
    return issue(
        learner=completion.learner,
        subject=module.certificate_subject,
        cycle=completion.cycle,
        edition=completion.edition,
        title=module.title,
        objectives=[objective.statement for objective in module.objectives],
        pass_mark=module.quiz.pass_mark if module.quiz else None,
        holder_name=holder_name,
        name_shown=name_shown,
        issuer_name=SiteSettings.of_site(module.get_site()).owner,
        identity=_identity_of(completion.learner),
        completed_at=completion.completed_at,
        issued_at=now,
    )


def _locked(learner_id):
    """Return the learner's row, to lock until the transaction ends."""
    return Learner.objects.select_for_update(no_key=True).filter(pk=learner_id)


def _identity_of(learner: Learner) -> str:
    """Return how the holder's identity is established: an account has shown its address."""
    if has_confirmed_address(learner):
        return Certificate.Identity.CONFIRMED
    return Certificate.Identity.DECLARED


def _enrol(module: ModulePage, learner: Learner, now: datetime.datetime) -> None:
    """Enrol the learner, once, whose row stays locked: attempts are counted one at a time."""
    enrolled = Enrolment.objects.filter(learner=OuterRef("pk"), module=module)
    if not _locked(learner.pk).annotate(enrolled=Exists(enrolled)).get().enrolled:
        new = Enrolment(learner=learner, module=module, started_at=now)
        Enrolment.objects.bulk_create([new], ignore_conflicts=True)
