from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from elearning.organisations.models.organisations import Organisation


class DomainQuerySet(models.QuerySet):
    def managed_by(self, user):
        return self.filter(organisation__in=Organisation.objects.managed_by(user))

    def current(self):
        return self.filter(ended_at=None)

    def to_prove(self):
        return self.current().filter(verified_at=None)

    def verified(self):
        """Return those that were proved, by a code sent there or by the Region."""
        return self.current().exclude(verified_at=None)


class Domain(models.Model):
    """What stands after the @ in the addresses of an organisation's people."""

    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="domains",
        verbose_name=_("organisation"),
    )
    name = models.CharField(_("domain"), max_length=253)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("asked by"),
    )
    asked_at = models.DateTimeField(_("asked on"))
    digest = models.CharField(max_length=64, blank=True, help_text="of the code sent there")
    verified_at = models.DateTimeField(_("verified on"), null=True, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("verified by"),
        help_text="nobody: by the code",
    )
    ended_at = models.DateTimeField(_("ended on"), null=True, blank=True)

    objects = DomainQuerySet.as_manager()

    class Meta:
        verbose_name = _("e-mail domain")
        verbose_name_plural = _("e-mail domains")
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"],
                condition=Q(ended_at=None),
                name="domain_of_an_organisation_once",
            )
        ]

    def __str__(self):
        return f"{self.name} – {self.organisation}"
