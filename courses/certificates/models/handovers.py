from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.certificates.models.certificates import Certificate
from elearning.organisations.models import Organisation


class HandoverQuerySet(models.QuerySet):
    def shown(self):
        """Return those of certificates that still name somebody."""
        return self.exclude(certificate__holder_name="")


class Handover(models.Model):
    """The holder of a certificate handed it to an organisation, whose managers read it."""

    certificate = models.ForeignKey(Certificate, on_delete=models.CASCADE, related_name="handovers")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="handed")
    handed_at = models.DateTimeField()

    objects = HandoverQuerySet.as_manager()

    class Meta:
        verbose_name = _("certificate handed over")
        ordering = ["-handed_at"]
        constraints = [
            models.UniqueConstraint(fields=["certificate", "organisation"], name="handed_over_once")
        ]

    def __str__(self):
        return f"{self.certificate} {self.organisation_id}"
