"""Our side of a sign-in at an identity provider, stricter than allauth's where it lets things by.

Allauth's asks no nonce, does not check who signed, and reads no user information that is signed.
"""

import requests
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.utils.crypto import constant_time_compare

from elearning.accounts.oidc.tokens import Refused, read

KEPT = "at_provider"


class Client(OpenIDConnectOAuth2Adapter):
    """Exchanges the code that came back for what the provider says of a person.

    `state` is what the session kept when the browser left for the provider.
    """

    state = None

    @property
    def openid_config(self):
        try:
            config = super().openid_config
        except requests.RequestException as fault:
            raise Refused(f"does not answer: {type(fault).__name__}") from fault
        if config["issuer"] != self.get_provider().app.settings["server_url"]:
            raise Refused("another issuer than the one of the settings")
        return config

    def complete_login(self, request, app, token, **kwargs):
        id_token = kwargs["response"].get("id_token") or ""
        claims = self._read(app, id_token, ["exp", "iat", "nonce"])
        if not constant_time_compare(claims["nonce"], self.state["nonce"]):
            raise Refused("another nonce")
        person = self._person(app, token.token)
        if person.get("sub") != claims["sub"]:
            raise Refused("information about somebody else")
        self.state[KEPT] = {
            "id_token": id_token,
            "acr": claims.get("acr"),
            "end": self.openid_config.get("end_session_endpoint"),
        }
        said = {"userinfo": person, "id_token": claims}
        return self.get_provider().sociallogin_from_response(request, said)

    def _person(self, app, access_token: str) -> dict:
        """Return the user information: plain, or signed as ProConnect and FranceConnect do."""
        answer = self._get(self.profile_url, {"Authorization": f"Bearer {access_token}"})
        if answer.headers["Content-Type"].startswith("application/jwt"):
            return self._read(app, answer.text, [])
        return answer.json()

    def _read(self, app, token: str, required: list[str]) -> dict:
        keys = self._get(self.openid_config["jwks_uri"]).json()
        return read(token, keys, self.openid_config["issuer"], app.client_id, required)

    def _get(self, url: str, headers=None):
        with get_adapter().get_requests_session() as session:
            answer = session.get(url, headers=headers)
        answer.raise_for_status()
        return answer
