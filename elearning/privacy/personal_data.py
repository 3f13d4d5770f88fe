"""The notices sent to people who no longer sign in."""

from django.utils.translation import gettext as _

from elearning.lib.personal_data import Table
from elearning.privacy.models import InactivityNotice

MODELS = {"privacy.InactivityNotice"}
TERMS = ()  # a notice goes with its account
OUTLIVES_PEOPLE = False


def export_for(learner, user) -> list[Table]:
    notices = InactivityNotice.objects.filter(user=user).order_by("sent_at")
    return [
        Table(
            "avis",
            _("Notices that your account is going to be closed"),
            _("To warn you before."),
            (_("Sent on"), _("Account used for the last time on")),
            list(notices.values_list("sent_at", "since")) if user else [],
        )
    ]


def erase_for(learner, user) -> None:
    """Leave it to the deletion of the account."""
