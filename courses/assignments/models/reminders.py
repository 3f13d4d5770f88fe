from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.assignments.models.assignments import Assignment
from courses.assignments.rules import MOST_REMINDERS
from elearning.accounts.models import Learner


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
