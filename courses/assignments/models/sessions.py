import datetime

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.assignments.models.assignments import Assignment
from elearning.lib import codes
from elearning.organisations.models.invitations import LENGTH, new_code

SESSION_CODE_LASTS = datetime.timedelta(days=30)


class SessionQuerySet(models.QuerySet):
    def current(self, today: datetime.date):
        """Return those whose code can still be typed."""
        return self.filter(held_on__gte=today - SESSION_CODE_LASTS)

    def typed(self, code: str):
        """Return the one whose code somebody typed, however they typed it, or none."""
        return self.filter(code=codes.normalise(code, LENGTH) or "")


class Session(models.Model):
    """People did a path together, in a room; a code that its manager reads aloud says so."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="sessions")
    held_on = models.DateField(_("held on"))
    without_account = models.PositiveSmallIntegerField(
        _("people who do not use this site"),
        default=0,
        validators=[MaxValueValidator(500)],
        help_text=_("How many took part without joining your team here. No name is asked."),
    )
    code = models.CharField(max_length=9, unique=True, default=new_code, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField()

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("group session")

    def __str__(self):
        return f"{self.assignment} {self.held_on}"

    @property
    def readable_code(self) -> str:
        """Return the code as people read it: 4K7-P92-QX8."""
        return "-".join((self.code[:3], self.code[3:6], self.code[6:]))
