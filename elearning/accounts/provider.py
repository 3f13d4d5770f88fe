"""The one kind of identity provider that allauth finds here, by the name of this module."""

import re

import requests
from allauth.account.models import EmailAddress
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.provider import OAuth2Provider
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from django.utils.crypto import get_random_string

from elearning.accounts.oidc.client import Client

NONCE_LENGTH = 64  # ProConnect asks for 32 at least


class IdentityProvider(OpenIDConnectProvider):
    """An OpenID Connect provider of which little is kept: a name, how sure it is, an employer."""

    package = "elearning.accounts.oidc"
    oauth2_adapter_class = Client

    def get_redirect_from_request_kwargs(self, request):
        """Take no scope and no parameter from the address: only the settings ask for them."""
        asked = super(OAuth2Provider, self).get_redirect_from_request_kwargs(request)
        if asked["process"] != AuthProcess.CONNECT:
            asked["process"] = AuthProcess.LOGIN
        return asked

    def redirect(self, request, process, next_url=None, data=None, **kwargs):
        nonce = get_random_string(NONCE_LENGTH)
        parameters = self.get_auth_params() | {"nonce": nonce}
        try:
            return super().redirect(
                request, process, next_url, data, auth_params=parameters, nonce=nonce, **kwargs
            )
        except (OAuth2Error, requests.RequestException) as fault:
            return render_authentication_error(request, self, exception=fault)

    def extract_uid(self, data):
        return data["id_token"]["sub"]

    def extract_extra_data(self, data):
        acr = data["id_token"].get("acr")
        return {
            "name": " ".join(" ".join(self._names(data["userinfo"])).split()),
            "acr": acr,
            "is_verified": acr in self.app.settings["verified_acr"],
            "siren": self._siren(data["userinfo"]),
        }

    def extract_common_fields(self, data):
        given, family = self._names(data["userinfo"])
        return {"email": data["userinfo"].get("email"), "first_name": given, "last_name": family}

    def extract_email_addresses(self, data):
        """Believe that an address was confirmed only where the provider says just that."""
        email, is_verified = (data["userinfo"].get(key) for key in ("email", "email_verified"))
        return [EmailAddress(email=email, verified=is_verified is True, primary=True)]

    def _siren(self, person: dict) -> str:
        """Return the number of the employer, which the first nine figures of its SIRET are."""
        siret = person.get("siret")
        return siret[:9] if isinstance(siret, str) and re.fullmatch(r"[0-9]{14}", siret) else ""

    def _names(self, person: dict) -> tuple[str, str]:
        family = (person.get(claim) for claim in self.app.settings["family_name"])
        return person.get("given_name") or "", next(filter(None, family), "")


provider_classes = [IdentityProvider]
