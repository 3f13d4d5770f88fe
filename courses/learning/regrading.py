"""A corrected key, and what follows from it for those who answered."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from courses.certificates.actions import revoke
from courses.certificates.models import Certificate
from courses.learning.actions import complete_if_earned, has_passed
from courses.models import ModulePage
from quizzes import regrading
from quizzes.models import Question, Quiz, Regrade
from quizzes.regrading import Change


@dataclass(frozen=True)
class Effect:
    """What a regrade changes, in numbers of attempts and of learners; nobody is named.

    `certificates` are those held by learners of whom an attempt passes no more: some of them may
    have passed another.
    """

    attempts: int
    higher: int
    lower: int
    passing: int
    failing: int
    certificates: int


def preview(question: Question) -> Effect:
    """Return what a regrade would change; raises quizzes.regrading.CannotRegrade."""
    found = regrading.changes(question)
    failing = [change for change in found if change.now_fails]
    return Effect(
        attempts=len(found),
        higher=sum(change.difference > 0 for change in found),
        lower=sum(change.difference < 0 for change in found),
        passing=len({one.attempt.learner_id for one in found if one.now_passes}),
        failing=len({one.attempt.learner_id for one in failing}),
        certificates=sum(len(certificates) for *_, certificates in _at_stake(failing)),
    )


@transaction.atomic
def regrade(
    question: Question, *, by, reason: str, withdraws: bool, now: datetime.datetime
) -> Regrade:
    """Regrade, complete the modules passed by it, and withdraw certificates if so chosen.

    A completion is a fact and stays. A certificate stays unless `withdraws`, and then only leaves
    those who have not passed the quiz otherwise.
    """
    done, found = regrading.regrade(question, by=by, reason=reason, withdraws=withdraws, now=now)
    modules = _modules(found)
    for change in found:
        if change.now_passes and (module := modules.get(change.attempt.quiz_id)):
            complete_if_earned(module, change.attempt.learner_id, now)
    if withdraws:
        for quiz, learner, certificates in _at_stake([one for one in found if one.now_fails]):
            if not has_passed(quiz, learner):
                for certificate in certificates:
                    revoke(certificate.pk, Certificate.Reason.CONDITIONS, now, by)
    return done


def _at_stake(failing: Iterable[Change]) -> list[tuple[Quiz, object, list[Certificate]]]:
    """Return the quizzes and learners whose attempt fails now, with the certificates they hold.

    A quiz to renew with gives no first certificate, so that one is not at stake.
    """
    failing = list(failing)
    modules = _modules(failing)
    learners = {(change.attempt.quiz_id, change.attempt.learner_id) for change in failing}
    valid = Certificate.objects.filter(state=Certificate.State.VALID)
    found = []
    for quiz_id, learner in sorted(learners, key=str):
        if module := modules.get(quiz_id):
            held = valid.filter(learner=learner, subject=module.certificate_subject)
            if quiz_id == module.quiz_id:
                found.append((module.quiz, learner, list(held)))
            else:
                found.append((module.renewal_quiz, learner, list(held.filter(cycle__gt=1))))
    return found


def _modules(changes: Iterable[Change]) -> dict[int, ModulePage]:
    """Return the modules that the quizzes complete or renew, by quiz."""
    quizzes = {change.attempt.quiz_id for change in changes}
    modules = ModulePage.objects.filter(Q(quiz__in=quizzes) | Q(renewal_quiz__in=quizzes))
    return {
        quiz: module
        for module in modules.select_related("quiz", "renewal_quiz")
        for quiz in (module.quiz_id, module.renewal_quiz_id)
        if quiz in quizzes
    }
