"""Sign-in through identity providers: none unless OIDC_PROVIDERS names some.

Of each provider that it names, OIDC_<NAME>_ISSUER, _CLIENT_ID and _CLIENT_SECRET must be set; the
rest has defaults, those of PRESETS for the providers known there.
"""

import re
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from elearning.settings import env

PLAIN = {
    "scope": "openid profile email",
    "family_name": "family_name",
    "acr_values": "",
    "verified_acr": "",
    "pkce": True,
}
# Both refuse a request with a parameter that they do not document, such as PKCE's.
PRESETS = {
    "proconnect": {
        "name": "ProConnect",
        "scope": "openid given_name usual_name email siret",
        "family_name": "usual_name",
        "verified_acr": "eidas2,eidas3",
        "pkce": False,
    },
    # No level is taken as verified by default: that it compares identities with the national
    # register of persons at every level was read elsewhere than in its own contract, which the
    # operator signs and reads. OIDC_FRANCECONNECT_VERIFIED_ACR says which levels count.
    "franceconnect": {
        "name": "FranceConnect",
        "scope": "openid given_name family_name preferred_username email",
        "family_name": "preferred_username,family_name",
        "acr_values": "eidas1",
        "pkce": False,
    },
}


def apps() -> list[dict]:
    """Return what allauth must know of each provider. Raises ImproperlyConfigured."""
    return [_app(provider) for provider in env.words("OIDC_PROVIDERS", "")]


def origins(apps: list[dict]) -> list[str]:
    """Return where forms may lead to besides this site: signing in there, and signing out."""
    issuers = (urlsplit(app["settings"]["server_url"]) for app in apps)
    return sorted({f"{issuer.scheme}://{issuer.netloc}" for issuer in issuers})


def _app(provider: str) -> dict:
    if not re.fullmatch("[a-z][a-z0-9]*", provider):
        raise ImproperlyConfigured(
            f"OIDC_PROVIDERS must list names of small letters and digits, not {provider!r}"
        )
    usual = PLAIN | {"name": provider.capitalize()} | PRESETS.get(provider, {})
    prefix = f"OIDC_{provider.upper()}"
    acr_values = env.text(f"{prefix}_ACR_VALUES", usual["acr_values"])
    return {
        "provider_id": provider,
        "name": env.text(f"{prefix}_NAME", usual["name"]),
        "client_id": env.text(f"{prefix}_CLIENT_ID"),
        "secret": env.text(f"{prefix}_CLIENT_SECRET"),
        "settings": {
            "server_url": env.issuer(f"{prefix}_ISSUER"),
            "scope": env.text(f"{prefix}_SCOPE", usual["scope"]).split(),
            "family_name": env.words(f"{prefix}_FAMILY_NAME", usual["family_name"]),
            "auth_params": {"acr_values": acr_values} if acr_values else {},
            "verified_acr": env.words(f"{prefix}_VERIFIED_ACR", usual["verified_acr"]),
            "second_factor_acr": env.words(f"{prefix}_SECOND_FACTOR_ACR", ""),
            "verified_email": env.flag(f"{prefix}_TRUST_EMAIL", False),
            "oauth_pkce_enabled": env.flag(f"{prefix}_PKCE", usual["pkce"]),
        },
    }
