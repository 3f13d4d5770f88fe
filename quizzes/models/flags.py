from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from quizzes.models.attempts import Response
from quizzes.models.bank import Question
from quizzes.models.categories import Category


class FlagQuerySet(models.QuerySet):
    def to_handle(self):
        return self.filter(handled_at=None)

    def open_to(self, user):
        """Return those on questions that somebody may write."""
        return self.filter(response__version__question__category__in=Category.objects.open_to(user))

    def on(self, question: Question):
        return self.filter(response__version__question=question)


class Flag(models.Model):
    """Somebody who answered a question says what is wrong with it; nobody is told who."""

    class Reason(models.TextChoices):
        UNCLEAR = "unclear", _("I do not understand the question")
        WRONG = "wrong", _("The right answer seems wrong to me")
        OUTDATED = "outdated", _("The information is out of date")
        DISPLAY = "display", _("I cannot read or use the page")
        OTHER = "other", _("Something else")

    response = models.OneToOneField(Response, on_delete=models.CASCADE, related_name="flag")
    reason = models.CharField(max_length=10, choices=Reason)
    comment = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    handled_at = models.DateTimeField(null=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = FlagQuerySet.as_manager()

    class Meta:
        verbose_name = _("report of a question")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(handled_by=None) | Q(handled_at__isnull=False),
                name="flag_handled_on_a_day",
            )
        ]
        indexes = [
            models.Index(fields=["-created_at"], condition=Q(handled_at=None), name="open_flags")
        ]

    def __str__(self):
        return f"{self.response_id} {self.reason}"
