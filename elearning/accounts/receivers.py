"""What allauth's own signals set in motion: the one place that listens to them."""

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.stagekit import unstash_login
from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed
from allauth.mfa.signals import authenticator_added
from allauth.socialaccount.models import SocialAccount
from django.dispatch import receiver

from elearning.accounts.second_factor import FACTORS


@receiver(authenticator_added)
def enrolling_shows_it(request, user, authenticator, **kwargs):
    """Whoever has just enrolled a second factor has shown it: do not ask again at once."""
    if authenticator.type in FACTORS:
        record_authentication(
            request, user, "mfa", type=authenticator.type, id=authenticator.pk, reauthenticated=True
        )


@receiver(email_confirmed)
def keys_of_others_are_taken_away(request, email_address, **kwargs):
    """Whoever first confirms the address of an account alone keeps the keys they came with.

    Somebody else may have begun the account with an address that was not theirs, to find it
    confirmed later by its owner and enter it by their own password or provider.
    """
    user = email_address.user
    others = EmailAddress.objects.filter(user=user, verified=True).exclude(pk=email_address.pk)
    if others.exists():
        return
    records = get_authentication_records(request, user)
    came_by = [(record.get("provider"), record.get("uid")) for record in records]
    for account in SocialAccount.objects.filter(user=user):
        if (account.provider, account.uid) not in came_by:
            account.delete()
    if user.has_usable_password() and not _typed_password(request, user, records):
        user.set_unusable_password()
        user.save(update_fields=["password"])


def _typed_password(request, user, records) -> bool:
    """Return whether this session signed in by the password of the account, or signed up."""
    login = unstash_login(request, peek=True)
    signed_up = login is not None and login.signup and login.user == user
    return signed_up or any(record["method"] == "password" for record in records)
