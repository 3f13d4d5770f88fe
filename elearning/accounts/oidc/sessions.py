"""What a session keeps of the provider it began at: enough to sign out there too."""

from urllib.parse import urlencode

from allauth.account.internal.flows.login import record_authentication
from django.utils.crypto import get_random_string

from elearning.accounts import second_factor
from elearning.accounts.oidc.client import KEPT


def begin(request, user, sociallogin) -> None:
    """Keep how to sign out at the provider; believe its second factor where the settings say so."""
    kept = sociallogin.state[KEPT]
    request.session[KEPT] = {"id_token": kept["id_token"], "end": kept["end"]}
    if kept["acr"] in sociallogin.provider.app.settings["second_factor_acr"]:
        record_authentication(request, user, second_factor.AT_PROVIDER)


def way_out(request, back: str) -> str:
    """Return where to sign out of this site, and of the provider if there is one, then come back.

    To be asked before the session ends. `back` is a path, known to the provider.
    """
    kept = request.session.get(KEPT)
    if not kept or not kept["end"]:
        return back
    query = {
        "id_token_hint": kept["id_token"],
        "post_logout_redirect_uri": request.build_absolute_uri(back),
        "state": get_random_string(64),
    }
    return f"{kept['end']}?{urlencode(query)}"
