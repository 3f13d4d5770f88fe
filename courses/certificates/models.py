from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from courses.certificates import codes, names
from elearning.accounts.models import Learner


class CertificateQuerySet(models.QuerySet):
    def held_by(self, learner: Learner | None):
        """Return the certificates of a learner; nobody holds those that an erased one left."""
        return self.none() if learner is None else self.filter(learner=learner)


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

    class NameShown(models.TextChoices):
        FULL = names.FULL, _("my whole name")
        INITIALS = names.INITIALS, _("my initials only")
        NONE = names.NONE, _("no name")

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
    name_shown = models.CharField(
        max_length=10, choices=NameShown, default=NameShown.FULL, help_text="as the holder chose"
    )
    issuer_name = models.CharField(max_length=80)
    identity = models.CharField(max_length=10, choices=Identity)
    issued_at = models.DateTimeField()
    completed_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.VALID)

    objects = CertificateQuerySet.as_manager()

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
    def shown_name(self) -> str:
        """Return the name as others see it: nothing if its holder chose so, or was erased."""
        return names.shown(self.holder_name, self.name_shown)

    @property
    def words(self) -> str:
        """Return what the certificate is worth, and what it is not."""
        if self.pass_mark is None:
            return gettext(
                "This certificate records that a self-study module was followed. It is neither a "
                "diploma nor a professional certification."
            )
        return gettext(
            "This certificate records that a self-study module was followed, with a result of at "
            "least %(pass_mark)s%% in its final quiz. It is neither a diploma nor a professional "
            "certification."
        ) % {"pass_mark": self.pass_mark}

    @property
    def readable_code(self) -> str:
        return codes.readable(self.code)

    def get_absolute_url(self):
        return reverse("certificate", args=[self.code])
