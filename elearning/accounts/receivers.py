"""What allauth's and Django's signals about accounts set in motion: the one place that listens."""

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.stagekit import unstash_login
from allauth.account.models import EmailAddress
from allauth.account.signals import (
    email_changed,
    email_confirmed,
    email_verification_code_rejected,
    login_code_rejected,
    password_changed,
    password_reset,
    password_set,
    user_signed_up,
)
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
    authenticator_used,
)
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.signals import social_account_added, social_account_removed
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver

from elearning.accounts.second_factor import FACTORS
from elearning.accounts.security_log import note


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


@receiver(user_logged_in)
def note_sign_in(request, user, **kwargs):
    ways = [record["method"] for record in get_authentication_records(request, user)]
    note("signed in", user, ways=ways)


@receiver(user_logged_out)
def note_sign_out(request, user, **kwargs):
    note("signed out", user)


@receiver(user_login_failed)
def note_wrong_password(credentials, **kwargs):
    note("wrong password", address=credentials.get("email"), failed=True)


@receiver([login_code_rejected, email_verification_code_rejected])
def note_wrong_code(user, last_attempt, **kwargs):
    note("wrong code", user, failed=True, last=last_attempt)


@receiver(authentication_failed)
def note_wrong_factor(user, authenticator, **kwargs):
    note("wrong second factor", user, failed=True, factor=authenticator.type)


@receiver(authenticator_used)
def note_factor(user, authenticator, reauthenticated, **kwargs):
    note("second factor shown", user, factor=authenticator.type, again=reauthenticated)


CHANGES = {
    user_signed_up: "account made",
    email_changed: "address changed",
    password_changed: "password changed",
    password_reset: "password reset",
    password_set: "password set",
    authenticator_added: "second factor added",
    authenticator_removed: "second factor removed",
    authenticator_reset: "recovery codes made anew",
}


@receiver(list(CHANGES))
def note_change(signal, user, authenticator=None, **kwargs):
    facts = {"factor": authenticator.type} if authenticator else {}
    note(CHANGES[signal], user, **facts)


@receiver(social_account_added)
def note_provider_joined(sociallogin, **kwargs):
    note("provider joined", sociallogin.user, provider=sociallogin.account.provider)


@receiver(social_account_removed)
def note_provider_left(socialaccount, **kwargs):
    note("provider left", socialaccount.user, provider=socialaccount.provider)
