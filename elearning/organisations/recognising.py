"""People whose address or identity provider names their employer: asked to join, never silently."""

import datetime

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.crypto import constant_time_compare, get_random_string, salted_hmac

from elearning.accounts.learners import employers
from elearning.accounts.models import Learner, User
from elearning.cms.limits import Limit
from elearning.organisations import emails
from elearning.organisations.mailboxes import domain_of
from elearning.organisations.models import Domain, Manager, Membership, Organisation
from elearning.organisations.sending import count_message, has_had_enough

CODE_LASTS = datetime.timedelta(minutes=30)
TRIES = Limit("codes-of-a-domain", most=5, window=1800)


class NotNow(Exception):
    """This address has been written to as often as it may be."""


def ask_for_domain(
    organisation: Organisation, address: str, by: User, now: datetime.datetime
) -> Domain:
    """Send to an address of a domain the code that proves that it is the organisation's.

    Raises NotNow, and OSError, which SMTP's errors are.
    """
    if has_had_enough(address):
        raise NotNow
    code = get_random_string(8, "0123456789")
    domain = _current(organisation, domain_of(address), by, now)
    if domain.verified_at is None:
        domain.digest, domain.asked_at, domain.asked_by = _digest(domain, code), now, by
        domain.save(update_fields=["digest", "asked_at", "asked_by"])
        emails.send_domain_code(domain, code, address)
        count_message(address)
    return domain


def prove(domain: Domain, typed: str, now: datetime.datetime) -> bool:
    """Take the code that was sent to a domain: five tries in half an hour."""
    if TRIES.is_reached(str(domain.pk)):
        return False
    TRIES.count(str(domain.pk))
    code = "".join(filter(str.isdigit, typed))
    right = constant_time_compare(domain.digest, _digest(domain, code))
    if not right or now > domain.asked_at + CODE_LASTS:
        return False
    proved = Domain.objects.to_prove().filter(pk=domain.pk, digest=domain.digest)
    return proved.update(verified_at=now, digest="") == 1


def approve(domain: Domain, by: User, now: datetime.datetime) -> None:
    """Take a domain as proved, in the name of the Region; a second time changes nothing."""
    Domain.objects.to_prove().filter(pk=domain.pk).update(
        verified_at=now, verified_by=by, digest=""
    )


def end(domain: Domain, now: datetime.datetime) -> None:
    """Ask nobody to join any more by this domain; who joined stays."""
    Domain.objects.current().filter(pk=domain.pk).update(ended_at=now, digest="")


def recognised(user: User):
    """Return the organisations that a person is asked to join; not those they belong to.

    An address counts once it is confirmed, a domain once it is proved, an employer when an
    identity provider names it, and an organisation while somebody manages it here.
    """
    if not user.is_authenticated:
        return Organisation.objects.none()
    confirmed = EmailAddress.objects.filter(user=user, verified=True)
    domains = {domain_of(address) for address in confirmed.values_list("email", flat=True)}
    of_address = Domain.objects.verified().filter(organisation=OuterRef("pk"), name__in=domains)
    member = Membership.objects.current().filter(organisation=OuterRef("pk"), learner__user=user)
    managed = Manager.objects.validated().filter(organisation=OuterRef("pk"))
    named = Exists(of_address) | Q(siren__in=employers(user))
    return Organisation.objects.current().filter(named, Exists(managed)).exclude(Exists(member))


@transaction.atomic
def join(organisation: Organisation, learner: Learner, now: datetime.datetime) -> Membership:
    """Return the membership of somebody recognised, who said yes; twice is once."""
    return Membership.objects.get_or_create(
        organisation=organisation, learner=learner, left_at=None, defaults={"joined_at": now}
    )[0]


def _current(organisation, name, by, now) -> Domain:
    try:
        with transaction.atomic():
            return Domain.objects.create(
                organisation=organisation, name=name, asked_by=by, asked_at=now
            )
    except IntegrityError:
        return organisation.domains.current().get(name=name)


def _digest(domain: Domain, code: str) -> str:
    return salted_hmac("domain", f"{domain.pk} {code}", algorithm="sha256").hexdigest()
