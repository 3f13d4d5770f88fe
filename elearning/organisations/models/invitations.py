import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from elearning.lib import codes
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


class Invitation(models.Model):
    """A code that lets people join an organisation: one for a whole team, or one for one person."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="invitations"
    )
    code = models.CharField(max_length=9, unique=True, default=new_code, editable=False)
    for_one = models.BooleanField(help_text="is used up by the first person who joins with it")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)

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
        ]

    def __str__(self):
        return self.readable_code

    @property
    def readable_code(self) -> str:
        """Return the code as people read it: 4K7-P92-QX8."""
        return "-".join((self.code[:3], self.code[3:6], self.code[6:]))

    def get_absolute_url(self):
        return reverse("join", args=[self.code])
