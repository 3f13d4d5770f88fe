"""Who holds a certificate: the name already given, and the address that was confirmed."""

from allauth.account.models import EmailAddress

from courses.certificates import names
from courses.certificates.models import Certificate
from elearning.accounts.models import Learner


def address_of(learner: Learner | None) -> str:
    """Return the confirmed address of a learner's account, or nothing."""
    if learner is None or learner.user_id is None:
        return ""
    confirmed = EmailAddress.objects.filter(user=learner.user_id, verified=True)
    return confirmed.order_by("-primary").values_list("email", flat=True).first() or ""


def identity_of(learner: Learner) -> str:
    """Return how the identity of a learner is established."""
    if address_of(learner):
        return Certificate.Identity.CONFIRMED
    return Certificate.Identity.DECLARED


def known_holder(learner: Learner) -> tuple[str, str]:
    """Return the name that a learner gave last and how much of it to show; else its account's.

    The name is nothing when neither says one that a certificate can bear.
    """
    latest = Certificate.objects.held_by(learner).exclude(holder_name="").order_by("-issued_at")
    if given := latest.values_list("holder_name", "name_shown").first():
        return given
    name = learner.user.get_full_name() if learner.user else ""
    return (name if names.is_visible(name) else ""), Certificate.NameShown.FULL
