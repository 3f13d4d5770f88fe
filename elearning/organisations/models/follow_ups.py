from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from elearning.accounts.models import Learner
from elearning.organisations.models.organisations import Organisation


class FollowUpQuerySet(models.QuerySet):
    def current(self):
        """Return those switched on and not off, announced only or running."""
        return self.filter(ended_at=None)


class FollowUp(models.Model):
    """An organisation switched named follow-up on: who, when, on which legal basis.

    It shows who has done what is asked for from its first day on, nothing of what was before.
    """

    class Basis(models.TextChoices):
        PUBLIC_TASK = "task", _("task in the public interest (GDPR, article 6.1.e)")
        LEGAL_DUTY = "duty", _("legal obligation (GDPR, article 6.1.c)")
        LEGITIMATE_INTEREST = "interest", _("legitimate interest (GDPR, article 6.1.f)")

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="follow_ups"
    )
    basis = models.CharField(max_length=10, choices=Basis)
    law = models.CharField(max_length=200, blank=True, help_text="that makes it an obligation")
    announced_at = models.DateTimeField()
    starts_at = models.DateTimeField()
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("named follow-up")
        ordering = ["-announced_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(ended_at=None), name="one_follow_up_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(starts_at__gt=F("announced_at")), name="follow_up_announced_before"
            ),
            models.CheckConstraint(
                condition=~Q(basis="duty") | ~Q(law=""), name="legal_duty_names_its_law"
            ),
        ]

    def __str__(self):
        return f"{self.organisation} {self.announced_at:%Y-%m-%d}"


class Announcement(models.Model):
    """A message that tells a member that named follow-up begins; sent once."""

    follow_up = models.ForeignKey(FollowUp, on_delete=models.CASCADE, related_name="announcements")
    learner = models.ForeignKey(Learner, on_delete=models.PROTECT, related_name="announcements")
    to_send_at = models.DateTimeField(
        null=True, help_text="since when it is to be sent; none: sent"
    )
    taken_at = models.DateTimeField(null=True, help_text="when a worker last began to send it")

    class Meta:
        verbose_name = _("announcement")
        constraints = [
            models.UniqueConstraint(fields=["follow_up", "learner"], name="announced_once")
        ]

    def __str__(self):
        return f"{self.learner_id} {self.follow_up_id}"
