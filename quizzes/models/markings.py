from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from quizzes.models.attempts import Response


class Marking(models.Model):
    """What a person gave an answer, once: points by criterion, and words for the learner."""

    response = models.OneToOneField(Response, on_delete=models.CASCADE, related_name="marking")
    points = models.JSONField(help_text="by criterion of the version marked with")
    comment = models.TextField(blank=True)
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    marked_at = models.DateTimeField()

    class Meta:
        verbose_name = _("marking")
        default_permissions = ("add",)

    def __str__(self):
        return f"{self.response_id} {self.marked_at:%Y-%m-%d}"
