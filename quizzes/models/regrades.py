from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from quizzes.models.attempts import Attempt
from quizzes.models.bank import QuestionVersion


class RegradeQuerySet(models.QuerySet):
    def with_counts(self):
        """Add how many attempts were marked again, and how many of them pass or fail by it."""
        passing = models.Q(attempts__passed_after=True, attempts__passed_before=False)
        failing = models.Q(attempts__passed_after=False, attempts__passed_before=True)
        return self.annotate(
            total=models.Count("attempts"),
            passing=models.Count("attempts", filter=passing),
            failing=models.Count("attempts", filter=failing),
        )


class Regrade(models.Model):
    """A corrected key applied to answers already given: by whom, when and why."""

    version = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="regrades")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.CharField(max_length=300)
    withdraws = models.BooleanField(help_text="certificates of those who pass no more")
    created_at = models.DateTimeField()

    objects = RegradeQuerySet.as_manager()

    class Meta:
        verbose_name = _("regrade")
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return f"{self.version} ({self.created_at:%Y-%m-%d})"


class RegradedAttempt(models.Model):
    """What a regrade made of an attempt, and what it was before."""

    regrade = models.ForeignKey(Regrade, on_delete=models.CASCADE, related_name="attempts")
    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="regrades")
    score_before = models.DecimalField(max_digits=9, decimal_places=5)
    passed_before = models.BooleanField(null=True)
    score_after = models.DecimalField(max_digits=9, decimal_places=5)
    passed_after = models.BooleanField(null=True)

    class Meta:
        verbose_name = _("regraded attempt")
        constraints = [
            models.UniqueConstraint(fields=["regrade", "attempt"], name="regraded_once_a_regrade")
        ]

    def __str__(self):
        return f"{self.attempt_id} {self.score_before} → {self.score_after}"
