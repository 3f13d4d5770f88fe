"""What allauth's own signals set in motion: the one place that listens to them."""

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.signals import authenticator_added
from django.dispatch import receiver

from elearning.accounts.second_factor import FACTORS


@receiver(authenticator_added)
def enrolling_shows_it(request, user, authenticator, **kwargs):
    """Whoever has just enrolled a second factor has shown it: do not ask again at once."""
    if authenticator.type in FACTORS:
        record_authentication(
            request, user, "mfa", type=authenticator.type, id=authenticator.pk, reauthenticated=True
        )
