from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.certificates.models.certificates import Certificate


class Notice(models.Model):
    """A message to the holder of a certificate: each kind is sent once."""

    class Kind(models.TextChoices):
        REVOKED = "revoked", _("revocation")
        DAYS_60 = "60", _("60 days before the end")
        DAYS_30 = "30", _("30 days before the end")
        DAYS_7 = "7", _("7 days before the end")

    certificate = models.ForeignKey(Certificate, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=10, choices=Kind)
    created_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, help_text="when a worker last began to send it")
    sent_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("notice")
        constraints = [
            models.UniqueConstraint(fields=["certificate", "kind"], name="one_notice_of_a_kind")
        ]

    def __str__(self):
        return f"{self.certificate} {self.kind}"
