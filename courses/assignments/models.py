import datetime

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from courses.assignments.rules import MOST_REMINDERS
from courses.learning.models import PathCompletion
from courses.models import PathPage
from elearning.accounts.models import Learner
from elearning.organisations.models import Membership, Organisation


class AssignmentQuerySet(models.QuerySet):
    def managed_by(self, user):
        """Return those of the organisations whose people this person manages."""
        return self.filter(organisation__in=Organisation.objects.managed_by(user))

    def running(self):
        return self.filter(ended_at=None)

    def open_on(self, today: datetime.date):
        """Return what is asked that day, or was to be completed before and still may."""
        return self.running().filter(opens_on__lte=today, path__live=True)

    def asked_of(self, learner: Learner | None, today: datetime.date):
        """Return what is asked of a learner today, each with the day they joined (`joined_at`)."""
        members = self.open_on(today).filter(
            organisation__memberships__learner=learner, organisation__memberships__left_at=None
        )
        return members.annotate(joined_at=F("organisation__memberships__joined_at"))

    def with_counts(self, until: datetime.datetime):
        """Count the people of each at a moment, and those who had completed it as members."""
        members = Membership.objects.counted_at(until).filter(organisation=OuterRef("organisation"))
        completed = PathCompletion.objects.filter(
            learner=OuterRef("learner"), path=OuterRef(OuterRef("path")), completed_at__lt=until
        )
        since_asked = completed.filter(
            completed_at__gte=OuterRef("joined_at"),
        ).filter(completed_at__gte=OuterRef(OuterRef("created_at")))
        shared = SharedCompletion.objects.filter(
            assignment=OuterRef(OuterRef("pk")), learner=OuterRef("learner"), shared_at__lt=until
        )
        done = members.filter(Exists(since_asked) | Exists(completed) & Exists(shared))
        return self.annotate(people=_number_of(members), done=_number_of(done))


def _number_of(members):
    number = members.order_by().values("organisation").annotate(number=Count("pk"))
    return Coalesce(Subquery(number.values("number")), 0)


class Assignment(models.Model):
    """A path that an organisation asks its people to complete before a day."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="assignments"
    )
    path = models.ForeignKey(
        PathPage, on_delete=models.PROTECT, related_name="assignments", verbose_name=_("path")
    )
    opens_on = models.DateField(_("from"))
    due_on = models.DateField(_("to complete by"))
    message = models.TextField(
        _("message"),
        max_length=500,
        blank=True,
        help_text=_("Why you ask for it, and how to take part without a computer."),
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "path"],
                condition=Q(ended_at=None),
                name="path_asked_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("opens_on")),
                name="assignment_due_after_it_opens",
                violation_error_message=_("This day comes before the first one."),
            ),
        ]

    def __str__(self):
        return f"{self.path_id} {self.organisation_id}"


class SharedCompletion(models.Model):
    """A learner lets an organisation count a path completed before it asked for it."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="shared")
    learner = models.ForeignKey(Learner, on_delete=models.PROTECT, related_name="shared")
    shared_at = models.DateTimeField()

    class Meta:
        verbose_name = _("shared completion")
        constraints = [
            models.UniqueConstraint(fields=["assignment", "learner"], name="shared_once")
        ]

    def __str__(self):
        return f"{self.learner_id} {self.assignment_id}"


class Reminder(models.Model):
    """A message to a person who has not completed what is asked; each number is sent once."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="reminders")
    learner = models.ForeignKey(Learner, on_delete=models.PROTECT, related_name="reminders")
    number = models.PositiveSmallIntegerField()
    created_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, help_text="when a worker last began to send it")
    sent_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("reminder")
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "learner", "number"], name="reminder_number_once"
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=MOST_REMINDERS),
                name="three_reminders_at_most",
            ),
        ]

    def __str__(self):
        return f"{self.assignment} {self.learner_id} {self.number}"


class NoReminders(models.Model):
    """A learner wants no reminder, of anything, from any organisation."""

    learner = models.OneToOneField(
        Learner, primary_key=True, on_delete=models.CASCADE, related_name="no_reminders"
    )
    since = models.DateTimeField()

    class Meta:
        verbose_name = _("reminders refused")
        verbose_name_plural = _("reminders refused")

    def __str__(self):
        return str(self.learner_id)
