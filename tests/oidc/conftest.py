import pytest

from tests.browser.site import free_port
from tests.oidc.browsers import SITE
from tests.oidc.serving import served_provider


@pytest.fixture(scope="session")
def issuer():
    """A certified provider, running."""
    with served_provider(free_port(), SITE) as address:
        yield address


@pytest.fixture
def app(issuer, settings):
    """What the settings say of the provider, to be changed before anybody goes there."""
    app = {
        "provider_id": "agents",
        "name": "Agents publics",
        "client_id": "formation",
        "secret": "secret-formation",
        "settings": {
            "server_url": issuer,
            "scope": ["openid", "given_name", "usual_name", "email", "siret"],
            "family_name": ["usual_name"],
            "auth_params": {"acr_values": "eidas1"},
            "verified_acr": ["eidas2"],
            "second_factor_acr": [],
            "verified_email": False,
            "oauth_pkce_enabled": True,
        },
    }
    plain = app | {
        "provider_id": "ordinaire",
        "client_id": "ordinaire",
        "secret": "secret-ordinaire",
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app, plain]}}
    return app
