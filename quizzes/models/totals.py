from django.db import models
from django.utils.translation import gettext_lazy as _

from quizzes.models.bank import QuestionVersion


class AnswerTotal(models.Model):
    """How many forgotten answers to a version held one option; nobody's in particular."""

    version = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="totals")
    key = models.CharField(max_length=255, help_text="as QuestionType.summarise counts")
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("total of answers")
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="one_total_an_option")
        ]

    def __str__(self):
        return f"{self.version_id} {self.key}: {self.count}"
