import datetime

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from courses.certificates import codes, names, rules
from elearning.accounts.models import Learner


class CertificateQuerySet(models.QuerySet):
    def held_by(self, learner: Learner | None):
        """Return the certificates of a learner; nobody holds those that an erased one left."""
        return self.none() if learner is None else self.filter(learner=learner)

    def current(self):
        """Return those that no other has replaced; one may be revoked, or past its term."""
        return self.exclude(state=rules.REPLACED)

    def in_state(self, state: str, today: datetime.date):
        """Return those of which `rules.state_on` says this state on a day."""
        if state in (rules.REVOKED, rules.REPLACED):
            return self.filter(state=state)
        expired, outdated = Q(valid_until__lt=today), Q(outdated_on__lte=today)
        kept = {
            rules.EXPIRED: expired,
            rules.TO_RENEW: ~expired & outdated,
            rules.VALID: ~expired & ~outdated,
        }
        return self.filter(kept[state], state=rules.VALID)


class Certificate(models.Model):
    """A frozen document: it repeats what it says, and depends on nothing that may change."""

    class State(models.TextChoices):
        """The states of a certificate on a day; the first three are stored."""

        VALID = rules.VALID, _("Valid")
        REPLACED = rules.REPLACED, _("Replaced")
        REVOKED = rules.REVOKED, _("Revoked")
        EXPIRED = rules.EXPIRED, _("Expired")
        TO_RENEW = rules.TO_RENEW, _("To renew")

    class Identity(models.TextChoices):
        DECLARED = "declared", _("Name declared by the person, not verified")
        CONFIRMED = "confirmed", _("E-mail address confirmed, name not verified")
        VERIFIED = "verified", _("Identity verified by an identity provider")

    class Reason(models.TextChoices):
        """Why one is revoked: said to its holder and to administrators, not to verifiers."""

        MISTAKE = "mistake", _("issued by mistake")
        NAME = "name", _("the name is not that of the person")
        CONDITIONS = "conditions", _("the conditions of the quiz were not met")
        REQUEST = "request", _("at the request of its holder")

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
    organisation_name = models.CharField(
        max_length=160, blank=True, help_text="of the holder, who chose to show it"
    )
    issuer_name = models.CharField(max_length=80)
    signatory_name = models.CharField(max_length=80, blank=True)
    signatory_role = models.CharField(max_length=120, blank=True)
    identity = models.CharField(max_length=10, choices=Identity)
    issued_at = models.DateTimeField()
    completed_at = models.DateTimeField()
    valid_until = models.DateField(null=True, help_text="its last day; none: no end")
    renewable_from = models.DateField(null=True)
    outdated_on = models.DateField(
        null=True, help_text="when a new edition of its module asked to renew it"
    )
    state = models.CharField(max_length=10, choices=State, default=State.VALID)
    ended_at = models.DateTimeField(null=True, help_text="when it was revoked or replaced")
    reason = models.CharField(
        _("reason"), max_length=10, choices=Reason, blank=True, help_text="of a revocation"
    )
    replaces = models.OneToOneField(
        "self", null=True, on_delete=models.SET_NULL, related_name="replaced_by"
    )
    name_corrected = models.BooleanField(default=False, help_text="by its holder, which is once")

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "subject", "cycle"],
                condition=~Q(state="replaced"),
                name="one_certificate_not_replaced",
            ),
            models.CheckConstraint(
                condition=Q(state="valid", ended_at=None)
                | Q(state__in=["revoked", "replaced"], ended_at__isnull=False),
                name="certificate_ended_once_revoked_or_replaced",
            ),
            models.CheckConstraint(
                condition=~Q(state="revoked") | ~Q(reason=""), name="revoked_for_a_reason"
            ),
        ]

    def __str__(self):
        return codes.readable(self.code)

    @property
    def shown_name(self) -> str:
        """Return the name as others see it: nothing if its holder chose so, or was erased."""
        return names.shown(self.holder_name, self.name_shown)

    @property
    def life(self) -> rules.Life:
        return rules.Life(self.state, self.valid_until, self.renewable_from, self.outdated_on)

    def state_on(self, today: datetime.date) -> State:
        return self.State(rules.state_on(today, self.life))

    @property
    def state_today(self) -> str:
        """Return the state in a word, for lists."""
        return str(self.state_on(localdate()).label)

    @property
    def identity_words(self) -> str:
        return str(self.get_identity_display())

    @property
    def renewal_opened_on(self) -> datetime.date | None:
        return rules.renewal_opened_on(self.life)

    def is_renewable(self, now: datetime.datetime) -> bool:
        return rules.may_be_renewed(localtime(now).date(), self.life)

    @property
    def signatory(self) -> str:
        return ", ".join(filter(None, (self.signatory_name, self.signatory_role)))

    @property
    def may_be_corrected(self) -> bool:
        """Return whether its holder may still correct the name: once, and not a verified one."""
        return (
            self.state == self.State.VALID
            and not self.name_corrected
            and self.identity != self.Identity.VERIFIED
        )

    @property
    def successor(self) -> "Certificate | None":
        return getattr(self, "replaced_by", None)

    @property
    def is_of_path(self) -> bool:
        """Return whether a path was completed, rather than a module."""
        return self.subject.startswith("path:")

    @property
    def words(self) -> str:
        """Return what the certificate is worth, and what it is not."""
        if self.is_of_path:
            return gettext(
                "This certificate records that each of these self-study modules was completed. It "
                "is neither a diploma nor a professional certification."
            )
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
