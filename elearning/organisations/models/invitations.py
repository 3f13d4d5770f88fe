import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from elearning.lib import codes
from elearning.organisations.models.groups import Group
from elearning.organisations.models.organisations import Organisation

LENGTH = 8  # 40 random bits, and a check character


def new_code() -> str:
    return codes.new_code(LENGTH)


class InvitationQuerySet(models.QuerySet):
    def usable(self, now: datetime.datetime):
        """Return those that still let somebody in: in date, not revoked, not used up."""
        return self.filter(expires_at__gt=now, revoked_at=None, used_at=None)

    def typed(self, code: str):
        """Return the one whose code somebody typed, however they typed it, or none."""
        return self.filter(code=codes.normalise(code, LENGTH) or "")

    def to_print(self):
        """Return the personal codes that no message carries."""
        return self.filter(for_one=True, mailing=None)

    def waiting(self, since: datetime.datetime):
        """Return those whose message is to be sent, and has not failed since before a moment."""
        return self.filter(to_send_at__gte=since)

    def revoke(self, now: datetime.datetime) -> int:
        """Let nobody in any more with these, and forget whom they were sent to."""
        return self.usable(now).update(revoked_at=now, email="", to_send_at=None)

    def forget(self, now: datetime.datetime) -> int:
        """Revoke those that wait at an address, expired ones included, and forget it."""
        return self.exclude(email="").update(revoked_at=now, email="", to_send_at=None)


class MailingQuerySet(models.QuerySet):
    def managed_by(self, user):
        return self.filter(organisation__in=Organisation.objects.managed_by(user))


class Mailing(models.Model):
    """A manager writes to people, each of whom gets an invitation of their own by e-mail."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="mailings"
    )
    key = models.UUIDField(null=True, editable=False, help_text="of the list read before sending")
    people = models.PositiveSmallIntegerField(help_text="how many were written to")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    resent_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    objects = MailingQuerySet.as_manager()

    class Meta:
        verbose_name = _("mailing")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key"], name="list_sent_once")
        ]

    def __str__(self):
        return f"{self.organisation_id} {self.created_at:%Y-%m-%d}"


class Invitation(models.Model):
    """A code that lets people join an organisation: one for a whole team, or one for one person.

    The address of whom it was sent to is forgotten once it is used or over: the organisation never
    learns who joined, nor can the database tell.
    """

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="invitations"
    )
    code = models.CharField(max_length=9, unique=True, default=new_code, editable=False)
    for_one = models.BooleanField(help_text="is used up by the first person who joins with it")
    group = models.ForeignKey(
        Group, null=True, on_delete=models.PROTECT, related_name="invitations"
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
    mailing = models.ForeignKey(
        Mailing, null=True, on_delete=models.PROTECT, related_name="invitations"
    )
    email = models.EmailField(blank=True)
    to_send_at = models.DateTimeField(null=True, help_text="since when a message is to be sent")
    taken_at = models.DateTimeField(null=True, help_text="when a worker last began to send it")

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        constraints = [
            models.CheckConstraint(
                condition=Q(for_one=True) | Q(used_at=None), name="only_personal_codes_are_used_up"
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("created_at")), name="invitation_expires_later"
            ),
            models.CheckConstraint(
                condition=Q(email="", to_send_at=None)
                | Q(mailing__isnull=False, used_at=None, revoked_at=None),
                name="address_forgotten_once_used_or_revoked",
            ),
            models.UniqueConstraint(
                fields=["organisation", "email"],
                condition=~Q(email=""),
                name="address_invited_once_at_a_time",
            ),
        ]

    def __str__(self):
        return self.readable_code

    @property
    def readable_code(self) -> str:
        """Return the code as people read it: 4K7-P92-QX8."""
        return "-".join((self.code[:3], self.code[3:6], self.code[6:]))

    def get_absolute_url(self):
        return reverse("join", args=[self.code])
