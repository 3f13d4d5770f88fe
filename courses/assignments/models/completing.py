from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.assignments.models.assignments import Assignment
from elearning.accounts.models import Learner


class Fulfilment(models.Model):
    """A learner has done what was asked of them; in a period of its own, never taken back."""

    class How(models.TextChoices):
        ONLINE = "online", _("online")
        SESSION = "session", _("in a session")

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="fulfilments")
    learner = models.ForeignKey(Learner, on_delete=models.PROTECT, related_name="fulfilments")
    done_at = models.DateTimeField()
    how = models.CharField(max_length=10, choices=How, default=How.ONLINE)

    class Meta:
        verbose_name = _("what was asked and done")
        constraints = [
            models.UniqueConstraint(fields=["assignment", "learner"], name="fulfilled_once")
        ]

    def __str__(self):
        return f"{self.learner_id} {self.assignment_id}"


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
