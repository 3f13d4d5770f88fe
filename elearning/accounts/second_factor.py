"""A second factor for whoever enters the rooms of the team, however the session began."""

import time

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled

ROOMS = ("/cms/", "/equipe/")  # addresses that ask for it
GOOD_FOR = 8 * 3600  # seconds
AT_PROVIDER = "second factor at the provider"
PROOFS = ("mfa", AT_PROVIDER)
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def is_proven(request) -> bool:
    """Return whether this session has shown a second factor in the last eight hours."""
    records = get_authentication_records(request, request.user)
    return any(
        record["method"] in PROOFS and time.time() - record["at"] < GOOD_FOR for record in records
    )


def where_to_prove(user) -> str:
    """Return the name of the page where this user chooses a second factor, or shows it again."""
    if not is_mfa_enabled(user, FACTORS):
        return "mfa_index"
    if is_mfa_enabled(user, [Authenticator.Type.TOTP]):
        return "mfa_reauthenticate"
    return "mfa_reauthenticate_webauthn"


def must_keep(authenticator: Authenticator) -> bool:
    """Return whether an authenticator is the last one of somebody who may enter the editor."""
    user = authenticator.user
    if authenticator.type not in FACTORS or not user.has_perm("wagtailadmin.access_admin"):
        return False
    return not user.authenticator_set.filter(type__in=FACTORS).exclude(pk=authenticator.pk).exists()
