from django.db import models
from django.utils.translation import gettext_lazy as _

from quizzes.engine.health import ENOUGH
from quizzes.models.bank import QuestionVersion
from quizzes.models.categories import Category
from quizzes.models.quizzes import Quiz


class QuizReport(models.Model):
    """What first attempts say of a quiz, as computed one day; under 30 of them, only how many."""

    quiz = models.OneToOneField(Quiz, on_delete=models.CASCADE, related_name="report")
    attempts = models.PositiveIntegerField()
    figures = models.JSONField(null=True)
    scores = models.JSONField(default=list, help_text="attempts by ten percent of the score")
    computed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("statistics of a quiz")

    def __str__(self):
        return f"{self.quiz_id} ({self.attempts})"

    @property
    def missing(self) -> int:
        """Return how many attempts more it takes before figures are shown."""
        return max(0, ENOUGH - self.attempts)


class ItemReportQuerySet(models.QuerySet):
    def open_to(self, user):
        """Return those of the quizzes and of the questions that somebody may write."""
        return self.filter(
            models.Q(quiz__in=Quiz.objects.open_to(user).values("pk"))
            | models.Q(version__question__category__in=Category.objects.open_to(user))
        )

    def worst_first(self):
        return self.order_by("-severity", "facility", "version__question__slug")

    def to_look_at(self):
        """Return what is amiss with the questions as they are published today."""
        current = models.F("version__question__current_version")
        return self.filter(severity__gt=0, version=current, version__question__live=True)


class ItemReport(models.Model):
    """What first attempts at a quiz say of a version of a question."""

    quiz = models.ForeignKey(Quiz, on_delete=models.CASCADE, related_name="item_reports")
    version = models.ForeignKey(QuestionVersion, on_delete=models.CASCADE, related_name="reports")
    attempts = models.PositiveIntegerField()
    severity = models.PositiveSmallIntegerField(default=0)
    facility = models.FloatField(null=True)
    figures = models.JSONField(null=True)
    answers = models.JSONField(null=True)
    findings = models.JSONField(default=list)

    objects = ItemReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("statistics of a question")
        constraints = [
            models.UniqueConstraint(fields=["quiz", "version"], name="item_reported_once"),
            models.CheckConstraint(
                condition=models.Q(attempts__gte=ENOUGH)
                | models.Q(figures=None, facility=None, severity=0),
                name="no_figure_without_enough_attempts",
            ),
        ]

    def __str__(self):
        return f"{self.quiz_id} {self.version_id}"

    @property
    def missing(self) -> int:
        return max(0, ENOUGH - self.attempts)
