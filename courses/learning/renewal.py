"""What a learner may renew today, what is done again of it already, and when it is renewed."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.timezone import localtime

from courses.certificates.models import Certificate
from courses.certificates.rules import may_be_renewed
from courses.learning import rules
from courses.learning.models import Completion, LessonDone, PathCompletion
from courses.models import ModulePage, PathModule, PathPage
from quizzes.models import Attempt, Quiz


@dataclass(frozen=True)
class PathRenewal:
    """A path whose certificate may be renewed, with what it asks and what is done again, by key."""

    path: PathPage
    cycle: int
    certificate: Certificate
    asked: frozenset[int]
    again: frozenset[int]

    def asks_for(self, module_id: int) -> bool:
        """Return whether a module is still to be done again."""
        return module_id in self.asked - self.again


def path_renewals(learner, today: datetime.date) -> dict[int, PathRenewal]:
    """Return the live paths that a learner may renew, by key."""
    latest = _latest_of_paths(learner)
    if not latest:
        return {}
    held = Certificate.objects.current().held_by(learner)
    certificates = {(certificate.subject, certificate.cycle): certificate for certificate in held}
    opened = {
        path_id: (completion, certificate)
        for path_id, completion in latest.items()
        if (
            certificate := certificates.get((completion.path.certificate_subject, completion.cycle))
        )
        and may_be_renewed(today, certificate.life)
    }
    if not opened:
        return {}
    modules = _states_of_modules(learner, certificates, today)
    asked = _asked_by(opened)
    return {
        path_id: PathRenewal(
            completion.path,
            completion.cycle,
            certificate,
            asked[path_id],
            frozenset(
                module_id
                for module_id, (completed_at, state) in modules.items()
                if rules.counts_again(completed_at, completion.completed_at, state)
            ),
        )
        for path_id, (completion, certificate) in opened.items()
    }


def _latest_of_paths(learner) -> dict[int, PathCompletion]:
    completions = PathCompletion.objects.filter(learner=learner, path__live=True)
    in_order = completions.select_related("path").order_by("cycle")
    return {completion.path_id: completion for completion in in_order} if learner else {}


def _asked_by(paths: Iterable[int]) -> dict[int, frozenset[int]]:
    steps = PathModule.objects.shown().filter(path_page__in=paths, optional=False)
    pairs = list(steps.values_list("path_page", "module"))
    return {path: frozenset(module for owner, module in pairs if owner == path) for path in paths}


def _states_of_modules(learner, certificates, today) -> dict[int, tuple]:
    """Return when each module was last completed, and the state of its certificate if any."""
    completions = Completion.objects.filter(learner=learner).select_related("module")
    latest = {completion.module_id: completion for completion in completions.order_by("cycle")}
    return {
        module_id: (
            done.completed_at,
            (certificate := certificates.get((done.module.certificate_subject, done.cycle)))
            and certificate.state_on(today),
        )
        for module_id, done in latest.items()
    }


def renewal_opened_on(completion: Completion, now: datetime.datetime) -> datetime.date | None:
    """Return since when a module may be renewed, for itself or for a path; None: not today."""
    certificate = completion.certificate()
    if certificate and certificate.state == Certificate.State.REVOKED:
        return None
    renewals = path_renewals(completion.learner, localtime(now).date()).values()
    asking = [each.certificate for each in renewals if each.asks_for(completion.module_id)]
    if certificate and certificate.is_renewable(now):
        asking.append(certificate)
    return min((each.renewal_opened_on for each in asking), default=None)


def cycle_under_way(learner, module: ModulePage, now: datetime.datetime) -> int:
    """Return the cycle that what is done now in a module counts for."""
    latest = Completion.objects.latest_of(learner, module)
    if latest is None:
        return 1
    return latest.cycle + 1 if renewal_opened_on(latest, now) else latest.cycle


def is_renewed(completion: Completion, now: datetime.datetime) -> bool:
    """Return whether what renews a module was done again since its renewal opened."""
    since = renewal_opened_on(completion, now)
    if since is None:
        return False
    module = completion.module
    if module.short_renewal:
        return has_passed_again(module.short_renewal, completion, since)
    passed = not must_be_passed(module.quiz) or has_passed_again(module.quiz, completion, since)
    lessons = list(module.lessons.values_list("pk", flat=True))
    again = LessonDone.objects.filter(
        learner=completion.learner_id, lesson__in=lessons, cycle=completion.cycle + 1
    )
    done = again.values_list("lesson", flat=True)
    return rules.is_earned(lessons, done, passed, not module.renews_by_lessons)


def attempts_that_count(
    quiz: Quiz, learner, past: list[Attempt], now: datetime.datetime
) -> list[Attempt]:
    """Return the past attempts that a limit counts: a renewal has its own."""
    rules_of_quiz = quiz.current_edition.rules
    is_limited = past and rules_of_quiz.attempts_allowed
    module = is_limited and ModulePage.objects.of_quiz(quiz.pk)
    latest = module and Completion.objects.latest_of(learner, module)
    since = renewal_opened_on(latest, now) if latest else None
    if since is None:
        return past
    return [one for one in past if one.is_open or localtime(one.started_at).date() >= since]


def must_be_passed(quiz: Quiz | None) -> bool:
    return quiz is not None and quiz.pass_mark is not None


def has_passed_again(quiz: Quiz, completion: Completion, since: datetime.date) -> bool:
    """Return whether a quiz was passed since a day, and after what is to be renewed."""
    passed = Attempt.objects.filter(learner=completion.learner_id, quiz=quiz, passed=True)
    later = passed.filter(submitted_at__gt=completion.completed_at)
    return later.filter(submitted_at__date__gte=since).exists()
