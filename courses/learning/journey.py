"""What a learner has begun and done, derived from stored facts."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from courses.certificates.documents import state_words
from courses.certificates.models import Certificate
from courses.certificates.rules import may_be_renewed
from courses.learning.models import Completion, Enrolment, LessonDone
from courses.learning.paths import COMPLETED, PathRow, followed_rows, renewal_term
from courses.learning.renewal import PathRenewal, has_passed_again, must_be_passed, path_renewals
from courses.models import LessonPage, ModulePage
from elearning.dates import date_format
from quizzes.models import Attempt, Quiz


@dataclass
class ModuleRow:
    """A module on the learner's page."""

    module: ModulePage
    lessons: list[LessonPage]
    cycles: dict[int, int]  # the last one in which each lesson was finished
    completion: Completion | None
    certificate: Certificate | None
    today: datetime.date
    path_renewals: Collection[PathRenewal] = ()
    awaiting_url: str | None = None

    @cached_property
    def url(self) -> str:
        return self.module.url

    @cached_property
    def asked_by(self) -> list[PathRenewal]:
        """Return the paths to renew that ask for this module again."""
        return [each for each in self.path_renewals if each.asks_for(self.module.pk)]

    @cached_property
    def certificate_to_renew(self) -> Certificate | None:
        """Return the certificate of the module while it may be renewed."""
        if self.certificate and may_be_renewed(self.today, self.certificate.life):
            return self.certificate
        return None

    @cached_property
    def is_renewing(self) -> bool:
        if self.certificate and self.certificate.state == Certificate.State.REVOKED:
            return False
        return bool(self.certificate_to_renew or self.asked_by)

    @cached_property
    def finished(self) -> set[int]:
        """Return the lessons finished, in the cycle under way where they are to be done again."""
        again = self.completion and self.is_renewing and self.module.renews_by_lessons
        cycle = self.completion.cycle + 1 if self.completion and again else 1
        return {lesson for lesson, last in self.cycles.items() if last >= cycle}

    @property
    def next_lesson(self) -> LessonPage | None:
        return next((lesson for lesson in self.lessons if lesson.pk not in self.finished), None)

    @property
    def steps(self) -> list[dict]:
        """Return the lessons with whether each is finished."""
        return [{"lesson": page, "done": page.pk in self.finished} for page in self.lessons]

    @property
    def lessons_done(self) -> int:
        return sum(lesson.pk in self.finished for lesson in self.lessons)

    @property
    def lessons_total(self) -> int:
        return len(self.lessons)

    @property
    def done(self) -> bool:
        return self.completion is not None

    @property
    def state(self) -> str:
        if self.completion is None:
            return _("A person is reading you") if self.awaiting_url else _("In progress")
        day = date_format(self.completion.completed_at)
        return COMPLETED % {"day": day}

    @property
    def renewal(self) -> str:
        """Return why the module may be done again, or nothing."""
        if not self.is_renewing:
            return ""
        if self.certificate_to_renew:
            return state_words(self.certificate_to_renew, self.today)
        return _("To do again to renew the path “%(title)s”") % {
            "title": self.asked_by[0].path.title
        }

    @property
    def renewal_term(self) -> str:
        """Return in words until when it may be renewed without losing time."""
        days = [each.valid_until for each in self._to_renew if each.valid_until]
        return renewal_term(min(days, default=None), self.today)

    @property
    def quiz_left(self) -> Quiz | None:
        """Return the quiz that renewing still asks for."""
        quiz = self.module.short_renewal or self.module.quiz
        if not (self.completion and self.is_renewing and must_be_passed(quiz)):
            return None
        since = min(each.renewal_opened_on for each in self._to_renew)
        return None if has_passed_again(quiz, self.completion, since) else quiz

    @property
    def _to_renew(self) -> list[Certificate]:
        own = [self.certificate_to_renew] if self.certificate_to_renew else []
        return own + [each.certificate for each in self.asked_by]

    @property
    def progress_url(self) -> str:
        return reverse("module_progress", args=[self.module.pk])

    @property
    def certificate_url(self) -> str | None:
        """Return where to ask for the certificate, once it is earned."""
        if self.completion is None or not self.completion.gives_certificate:
            return None
        return reverse("certificate_request", args=[self.module.pk])


def journey_of(learner, now: datetime.datetime) -> dict:
    """Return the modules, what to resume and the certificates of a learner, or of nobody yet.

    The certificates of past periods stay in the list, each with its state.
    """
    today = localtime(now).date()
    enrolments = Enrolment.objects.filter(learner=learner).select_related("module")
    modules = [enrolment.module for enrolment in enrolments.order_by("-started_at")]
    lessons = list(LessonPage.objects.live().order_by("path")) if modules else []
    cycles = _cycles_of_lessons(learner)
    done = Completion.objects.filter(learner=learner).order_by("cycle")
    completions = {completion.module_id: completion for completion in done}
    certificates = list(Certificate.objects.held_by(learner).order_by("-issued_at"))
    current = {
        (certificate.subject, certificate.cycle): certificate
        for certificate in certificates
        if certificate.state != Certificate.State.REPLACED
    }
    awaiting = _awaiting_urls(learner)
    renewals = path_renewals(learner, today) if completions else {}
    rows = [
        ModuleRow(
            module,
            [lesson for lesson in lessons if lesson.is_child_of(module)],
            cycles,
            completion := completions.get(module.pk),
            completion and current.get((module.certificate_subject, completion.cycle)),
            today,
            renewals.values(),
            awaiting.get(module.quiz_id),
        )
        for module in modules
    ]
    paths = followed_rows(learner, renewals)
    return {
        "modules": rows,
        "paths": paths,
        "certificates": [_certificate_row(certificate, today) for certificate in certificates],
        "resume": _resume(learner, rows, paths, now),
    }


def _cycles_of_lessons(learner, **which) -> dict[int, int]:
    """Return the last cycle in which each lesson was finished."""
    done = LessonDone.objects.filter(learner=learner, **which).order_by("cycle")
    return dict(done.values_list("lesson", "cycle"))


def _awaiting_urls(learner) -> dict[int, str]:
    """Return where to see what a person is marking, by quiz."""
    awaiting = Attempt.objects.filter(learner=learner, state=Attempt.State.AWAITING)
    return {attempt.quiz_id: reverse("result", args=[attempt.pk]) for attempt in awaiting}


def _certificate_row(certificate: Certificate, today: datetime.date) -> dict:
    return {
        "url": certificate.get_absolute_url(),
        "title": certificate.title,
        "issued_at": certificate.issued_at,
        "state": state_words(certificate, today),
    }


def _resume(learner, rows: list[ModuleRow], paths: list[PathRow], now) -> dict | None:
    """Return the one thing to go on with: the open attempt, the next lesson, quiz or module."""
    attempts = Attempt.objects.under_way(now).filter(learner=learner)
    if attempt := attempts.order_by("-started_at").first():
        label = _("Resume my attempt")
        if (position := attempt.next_position) is not None:
            label = _("Resume at question %(number)s") % {"number": position + 1}
        return {"url": reverse("attempt", args=[attempt.pk]), "label": label}
    for row in rows:
        if not row.done:
            target = row.next_lesson or row.module
            return {"url": target.url, "label": _("Resume “%(title)s”") % {"title": target.title}}
    for path in paths:
        if path.completed_at is None and path.next:
            words = {"title": path.next.step.module.title}
            return {"url": path.next.url, "label": _("Go on with “%(title)s”") % words}
    return None


def module_row(learner, module: ModulePage, today: datetime.date) -> ModuleRow:
    """Return how far a learner, or nobody yet, is in one module."""
    lessons = list(module.lessons)
    completion = Completion.objects.latest_of(learner, module)
    return ModuleRow(
        module,
        lessons,
        _cycles_of_lessons(learner, lesson__in=lessons),
        completion,
        completion and completion.certificate(),
        today,
        path_renewals(learner, today).values() if completion else (),
    )


def attempts_of(learner, now: datetime.datetime) -> list[dict]:
    """Return the last attempts of a learner, the newest first, with what they came to."""
    attempts = Attempt.objects.filter(learner=learner).not_abandoned().select_related("edition")
    return [_attempt_row(attempt, now) for attempt in attempts.order_by("-started_at")[:100]]


def _attempt_row(attempt: Attempt, now: datetime.datetime) -> dict:
    row = {"title": attempt.edition.title, "started_at": attempt.started_at}
    if attempt.is_overdue(now):
        attempt.close(attempt.deadline)
    if attempt.is_open:
        url = reverse("attempt", args=[attempt.pk])
        return row | {"url": url, "state": _("In progress"), "is_open": True}
    row["url"] = reverse("answers", args=[attempt.pk])
    if attempt.is_awaiting:
        return row | {"state": _("Being marked")}
    outcome = attempt.outcome
    words = {True: _("Passed, %(percent)s%%"), False: _("Not yet, %(percent)s%%")}
    state = words.get(outcome.passed, _("%(percent)s%%")) % {"percent": int(outcome.percent)}
    return row | {"state": state}
