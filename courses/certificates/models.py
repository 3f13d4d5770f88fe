from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from courses.certificates import codes
from elearning.accounts.models import Learner


class Certificate(models.Model):
    """A frozen document: it repeats what it says, and depends on nothing that may change."""

    class State(models.TextChoices):
        VALID = "valid", _("Valid")
        REPLACED = "replaced", _("Replaced")
        REVOKED = "revoked", _("Revoked")

    class Identity(models.TextChoices):
        DECLARED = "declared", _("Name declared by the person, not verified")
        CONFIRMED = "confirmed", _("E-mail address confirmed, name not verified")
        VERIFIED = "verified", _("Identity verified by an identity provider")

    code = models.CharField(max_length=13, unique=True, default=codes.new_code, editable=False)
    learner = models.ForeignKey(
        Learner, null=True, on_delete=models.SET_NULL, related_name="certificates"
    )
    subject = models.CharField(max_length=80, help_text="stable key of what was completed")
    cycle = models.PositiveSmallIntegerField(default=1)
    edition = models.PositiveIntegerField()
    title = models.CharField(max_length=255)
    objectives = models.JSONField(default=list)
    pass_mark = models.PositiveSmallIntegerField(null=True, help_text="in percent")
    holder_name = models.CharField(max_length=120)
    identity = models.CharField(max_length=10, choices=Identity)
    issued_at = models.DateTimeField()
    completed_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.VALID)

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "subject", "cycle"],
                condition=Q(state="valid"),
                name="one_valid_certificate",
            )
        ]

    def __str__(self):
        return codes.readable(self.code)

    @property
    def readable_code(self) -> str:
        return codes.readable(self.code)

    def get_absolute_url(self):
        return reverse("certificate", args=[self.code])
