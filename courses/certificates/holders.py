"""Who holds a certificate: the name already given, and the address that was confirmed."""

from typing import NamedTuple

from allauth.account.models import EmailAddress

from courses.certificates import names
from courses.certificates.models import Certificate
from elearning.accounts.learners import verified_name
from elearning.accounts.models import Learner
from elearning.organisations.models import Membership


class Holder(NamedTuple):
    """What a certificate says of its holder, as the holder chose."""

    name: str
    name_shown: str = Certificate.NameShown.FULL
    organisation_name: str = ""


LONGEST_NAME = Certificate._meta.get_field("holder_name").max_length


def address_of(learner: Learner | None) -> str:
    """Return the confirmed address of a learner's account, or nothing."""
    if learner is None or learner.user_id is None:
        return ""
    confirmed = EmailAddress.objects.filter(user=learner.user_id, verified=True)
    return confirmed.order_by("-primary").values_list("email", flat=True).first() or ""


def identity_of(learner: Learner, name: str) -> str:
    """Return how the identity of a learner who bears this name is established."""
    if name and name == verified_name(learner):
        return Certificate.Identity.VERIFIED
    if address_of(learner):
        return Certificate.Identity.CONFIRMED
    return Certificate.Identity.DECLARED


def organisations_of(learner: Learner) -> list[str]:
    """Return the names of the organisations that a learner has joined, and not left."""
    current = Membership.objects.current().filter(learner=learner)
    return list(current.order_by("joined_at").values_list("organisation__name", flat=True))


def known_holder(learner: Learner) -> Holder:
    """Return what a learner chose last, in the name that an identity provider verified if any.

    A learner who chose nothing has the name of its account. The name is nothing when none is one
    that a certificate can bear. An organisation that was left since is not shown again.
    """
    latest = Certificate.objects.held_by(learner).exclude(holder_name="").order_by("-issued_at")
    chosen = latest.values_list("holder_name", "name_shown", "organisation_name").first()
    account = learner.user.get_full_name() if learner.user else ""
    known = Holder(*chosen) if chosen else Holder(account)
    candidates = filter(_is_bearable, (verified_name(learner), known.name))
    left = known.organisation_name and known.organisation_name not in organisations_of(learner)
    return Holder(next(candidates, ""), known.name_shown, "" if left else known.organisation_name)


def _is_bearable(name: str) -> bool:
    return names.is_visible(name) and len(name) <= LONGEST_NAME
