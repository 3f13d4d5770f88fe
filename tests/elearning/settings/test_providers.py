"""The identity providers of the environment: none by default; what is wrong is named."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from elearning.settings import providers


@pytest.fixture
def configure(monkeypatch):
    def configure(**variables):
        needed = {"ISSUER": "https://auth.example/api/v2", "CLIENT_ID": "a", "CLIENT_SECRET": "b"}
        monkeypatch.setenv("OIDC_PROVIDERS", "proconnect")
        for name, value in (needed | variables).items():
            monkeypatch.setenv(f"OIDC_PROCONNECT_{name}", value)

    return configure


def test_there_is_none_by_default():
    assert providers.apps() == []
    assert providers.origins([]) == []


def test_proconnect_needs_three_variables(configure):
    configure()

    (app,) = providers.apps()

    assert (app["name"], app["client_id"], app["secret"]) == ("ProConnect", "a", "b")
    assert app["settings"]["scope"] == ["openid", "given_name", "usual_name", "email", "siret"]
    assert app["settings"]["verified_acr"] == ["eidas2", "eidas3"]
    assert app["settings"]["second_factor_acr"] == []
    assert not app["settings"]["verified_email"]


def test_forms_may_lead_to_the_provider_only(configure):
    configure(ISSUER="https://auth.example:8443/api/v2/")

    assert providers.origins(providers.apps()) == ["https://auth.example:8443"]


def test_every_variable_may_be_set(configure):
    configure(ACR_VALUES="eidas2", VERIFIED_ACR="eidas3", SECOND_FACTOR_ACR="eidas2, eidas3")

    kept = providers.apps()[0]["settings"]

    assert kept["auth_params"] == {"acr_values": "eidas2"}
    assert kept["verified_acr"] == ["eidas3"]
    assert kept["second_factor_acr"] == ["eidas2", "eidas3"]


def test_several_providers_each_have_theirs(configure, monkeypatch):
    configure()
    monkeypatch.setenv("OIDC_PROVIDERS", "proconnect,region")
    for name, value in {
        "ISSUER": "https://id.example",
        "CLIENT_ID": "c",
        "CLIENT_SECRET": "d",
    }.items():
        monkeypatch.setenv(f"OIDC_REGION_{name}", value)

    apps = providers.apps()

    assert [app["name"] for app in apps] == ["ProConnect", "Region"]
    assert [app["settings"]["oauth_pkce_enabled"] for app in apps] == [False, True]
    assert providers.origins(apps) == ["https://auth.example", "https://id.example"]


@pytest.mark.parametrize(
    "address",
    [
        "http://auth.example",
        "auth.example",
        "https://auth.example?x=1",
        "https://",
        "http://10.0.0.1",
    ],
)
def test_a_provider_is_reached_by_https(address, configure):
    configure(ISSUER=address)

    with pytest.raises(ImproperlyConfigured, match="OIDC_PROCONNECT_ISSUER"):
        providers.apps()


def test_a_missing_secret_is_named(configure, monkeypatch):
    configure()
    monkeypatch.delenv("OIDC_PROCONNECT_CLIENT_SECRET")

    with pytest.raises(ImproperlyConfigured, match="OIDC_PROCONNECT_CLIENT_SECRET"):
        providers.apps()


def test_a_name_that_cannot_be_part_of_a_variable_is_refused(monkeypatch):
    monkeypatch.setenv("OIDC_PROVIDERS", "Pro-Connect")

    with pytest.raises(ImproperlyConfigured, match="OIDC_PROVIDERS"):
        providers.apps()
