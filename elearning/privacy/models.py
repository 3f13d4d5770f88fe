from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class InactivityNotice(models.Model):
    """A warning, sent once, that an account nobody uses any more is going to be closed.

    `since` is when the account was last used as the notice was written: a later sign-in voids it.
    """

    class Step(models.IntegerChoices):
        FIRST = 1, _("two months before")
        LAST = 2, _("two weeks before")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="inactivity_notices"
    )
    step = models.PositiveSmallIntegerField(choices=Step)
    since = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, help_text="when a worker last began to send it")
    sent_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("notice of inactivity")
        constraints = [
            models.UniqueConstraint(fields=["user", "step", "since"], name="one_notice_a_step")
        ]

    def __str__(self):
        return f"{self.user_id} {self.step}"
