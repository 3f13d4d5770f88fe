"""Where a learner is in a path, derived from the modules completed."""

import datetime
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.certificates.documents import state_words
from courses.learning import rules
from courses.learning.models import Completion, Enrolment, PathCompletion, PathEnrolment
from courses.learning.renewal import PathRenewal, path_renewals
from courses.models import PathModule, PathPage
from courses.models.paths import in_words, minutes
from elearning.dates import date_format

COMPLETED = gettext_lazy("Completed on %(day)s")


@dataclass(frozen=True)
class StepRow:
    """A module of a path on the learner's page."""

    step: PathModule
    completed_at: datetime.datetime | None
    begun: bool
    locked_by: str  # title of what comes before, or nothing
    to_redo: bool = False  # for the path to be renewed

    @property
    def done(self) -> bool:
        return self.completed_at is not None and not self.to_redo

    @property
    def state(self) -> str:
        if self.completed_at:
            words = _("Completed on %(day)s, to do again") if self.to_redo else COMPLETED
            return words % {"day": date_format(self.completed_at)}
        if self.locked_by:
            return _("Opens once “%(title)s” is completed") % {"title": self.locked_by}
        return _("In progress") if self.begun else _("To do")

    @property
    def url(self) -> str:
        """Return where to go on with the module, or nothing while it is locked."""
        if self.locked_by:
            return ""
        if self.begun:
            return reverse("module_progress", args=[self.step.module_id])
        return self.step.module.url


@dataclass(frozen=True)
class PathRow:
    """A path on the learner's page."""

    path: PathPage
    steps: list[StepRow]
    followed: bool
    completed_at: datetime.datetime | None
    renewal: PathRenewal | None
    today: datetime.date

    @property
    def url(self) -> str:
        return reverse("path_progress", args=[self.path.pk])

    @cached_property
    def asked(self) -> list[StepRow]:
        return [row for row in self.steps if not row.step.optional]

    @property
    def asked_done(self) -> int:
        return sum(row.done for row in self.asked)

    @property
    def time_left(self) -> str:
        """Return in words how long what is asked still takes, or nothing."""
        return in_words(minutes([row.step for row in self.asked if not row.done])["asked"])

    @property
    def next(self) -> StepRow | None:
        place = rules.next_step(_as_rules(self.steps))
        return None if place is None else self.steps[place]

    @property
    def to_confirm(self) -> bool:
        """Return whether all is done and nothing has noted it.

        The path has changed since, or its renewal opened after all was done again.
        """
        is_open = self.completed_at is None or self.renewal is not None
        return is_open and rules.is_path_earned(_as_rules(self.steps))

    @property
    def done(self) -> bool:
        return self.completed_at is not None and self.renewal is None

    @property
    def renewal_rule(self) -> str:
        """Return in words what renews the certificate, and until when, while it may be."""
        if self.renewal is None:
            return ""
        certificate = self.renewal.certificate
        state = state_words(certificate, self.today)
        term = renewal_term(certificate.valid_until, self.today)
        return f"{state}. {self.path.renewal_rule} {term}"

    @property
    def state(self) -> str:
        if self.renewal:
            return _("To renew: %(state)s") % {
                "state": state_words(self.renewal.certificate, self.today)
            }
        if self.completed_at:
            return COMPLETED % {"day": date_format(self.completed_at)}
        return _("In progress") if any(row.done or row.begun for row in self.steps) else _("To do")


def path_rows(paths, learner, renewals=None) -> list[PathRow]:
    """Return how far a learner, or nobody yet, is in each of these paths, in their order.

    `renewals` are those of the learner, as `path_renewals` returns them, if they are known.
    """
    paths = list(paths)
    if not paths:
        return []
    done = _days_of_modules(learner)
    begun = set(Enrolment.objects.filter(learner=learner).values_list("module", flat=True))
    followed = set(PathEnrolment.objects.filter(learner=learner).values_list("path", flat=True))
    completed = PathCompletion.objects.filter(learner=learner).order_by("cycle")
    days = dict(completed.values_list("path", "completed_at"))
    steps = _steps_of(paths)
    today = localdate()
    if renewals is None:
        renewals = path_renewals(learner, today) if days else {}
    return [
        PathRow(
            path,
            _step_rows(path, steps[path.pk], done, begun, renewals.get(path.pk)),
            path.pk in followed,
            days.get(path.pk),
            renewals.get(path.pk),
            today,
        )
        for path in paths
    ]


def followed_rows(learner, renewals) -> list[PathRow]:
    """Return the live paths that a learner follows, the newest first."""
    followed = PathPage.objects.live().filter(enrolments__learner=learner)
    if not learner:
        return []
    return path_rows(followed.order_by("-enrolments__started_at"), learner, renewals)


def complete_paths(paths, learner, now: datetime.datetime) -> None:
    """Note, once a cycle, the live paths among these of which all that is asked is done."""
    done = _days_of_modules(learner)
    noted = set(PathCompletion.objects.filter(learner=learner).values_list("path", flat=True))
    renewals = path_renewals(learner, localtime(now).date()) if noted else {}
    earned = []
    for path_id, steps in _steps_of(paths.live().distinct()).items():
        renewal = renewals.get(path_id)
        if path_id in noted and renewal is None:
            continue
        counted = renewal.again if renewal else done
        cycle = renewal.cycle + 1 if renewal else 1
        if rules.is_path_earned(
            rules.Step(one.optional, one.module_id in counted) for one in steps
        ):
            completion = PathCompletion(learner=learner, path_id=path_id, cycle=cycle)
            completion.completed_at = now
            earned.append(completion)
    PathCompletion.objects.bulk_create(earned, ignore_conflicts=True)


def renewal_term(last_day: datetime.date | None, today: datetime.date) -> str:
    """Return in words until when one renews, and from when the next period counts."""
    if last_day is None:
        return _("There is no last day: meanwhile, the certificate still stands.")
    if today > last_day:
        return _("The new period begins on the day you renew.")
    return _(
        "Until %(day)s included, the new period begins where this one ends: renewing early loses "
        "nothing. Later, it begins on the day you renew."
    ) % {"day": date_format(last_day)}


def _days_of_modules(learner) -> dict[int, datetime.datetime]:
    """Return when each module was last completed by a learner."""
    rows = Completion.objects.filter(learner=learner).order_by("cycle")
    return dict(rows.values_list("module", "completed_at"))


def _steps_of(paths) -> dict[int, list[PathModule]]:
    by_path: dict[int, list[PathModule]] = {path.pk: [] for path in paths}
    for step in PathModule.objects.shown().filter(path_page__in=by_path):
        by_path[step.path_page_id].append(step)
    return by_path


def _step_rows(path, steps, done, begun, renewal: PathRenewal | None) -> list[StepRow]:
    known = [rules.Step(step.optional, step.module_id in done) for step in steps]
    locks = [rules.locking(known, at) if path.in_order else None for at in range(len(steps))]
    return [
        StepRow(
            step,
            done.get(step.module_id),
            step.module_id in begun,
            "" if lock is None else steps[lock].module.title,
            renewal is not None and renewal.asks_for(step.module_id),
        )
        for step, lock in zip(steps, locks, strict=True)
    ]


def _as_rules(rows: list[StepRow]) -> list[rules.Step]:
    return [rules.Step(row.step.optional, row.done) for row in rows]
