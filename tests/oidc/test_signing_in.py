"""Signing in through an identity provider: who comes in, as whom, and what is kept of them."""

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.core import signing
from django.test import Client
from django.urls import reverse

from elearning.accounts.learners import SALT, verified_name
from elearning.accounts.models import Learner, User
from elearning.accounts.roles import TRAINER
from elearning.privacy.actions import erase
from tests.factories import LearnerFactory
from tests.oidc.browsers import by_provider, leave_for
from tests.signing_in import PASSWORD, by_code, by_password, code_in, enrol, is_signed_in, member

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser():
    return Client(headers={"Sec-Fetch-Site": "same-origin"})


def signed_in_as(browser) -> str:
    return User.objects.get(pk=browser.session["_auth_user_id"]).email


def test_nothing_of_it_shows_until_it_is_configured(client):
    page = client.get(reverse("account_login")).content.decode()

    assert "/fournisseur/" not in page
    assert client.post(reverse("openid_connect_login", args=["agents"])).status_code == 404


@pytest.mark.usefixtures("app")
def test_the_sign_in_page_has_a_button_for_each_provider(client):
    page = client.get(f"{reverse('account_login')}?next=/equipe/").content.decode()

    assert "Se connecter avec Agents publics" in page
    assert 'action="/compte/fournisseur/agents/?process=login&amp;next=%2Fequipe%2F"' in page


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("provider", ["agents", "ordinaire"])
def test_a_confirmed_address_signs_in_at_once(provider, browser):
    """Of `agents` the information comes signed, as ProConnect sends it; of `ordinaire`, plain."""
    answer = by_provider(browser, "camille", provider=provider)

    assert answer.url == reverse("journey")
    assert signed_in_as(browser) == "camille@mairie.example"
    user = User.objects.get()
    assert user.get_full_name() == "Camille Durand"
    assert not user.has_usable_password()


@pytest.mark.usefixtures("app")
def test_little_is_kept_of_what_the_provider_says(browser):
    by_provider(browser, "camille")

    account = SocialAccount.objects.get()
    assert account.uid == "camille"
    assert account.extra_data == {
        "name": "Camille Durand",
        "acr": "eidas2",
        "is_verified": True,
        "siren": "217100010",
    }


@pytest.mark.usefixtures("app")
def test_the_same_person_comes_back_to_the_same_account(browser):
    by_provider(browser, "camille", acr="eidas2")
    by_provider(Client(), "camille", acr="eidas1")

    assert User.objects.count() == 1
    assert SocialAccount.objects.get().extra_data["acr"] == "eidas1"


@pytest.mark.usefixtures("app")
def test_an_address_that_the_provider_did_not_confirm_is_confirmed_first(browser, mailoutbox):
    answer = by_provider(browser, "sans_preuve")

    assert not is_signed_in(browser)
    browser.post(answer.url, {"code": code_in(mailoutbox[-1])})
    assert signed_in_as(browser) == "sacha@mairie.example"
    assert SocialAccount.objects.get().user.email == "sacha@mairie.example"


@pytest.mark.usefixtures("app")
def test_who_comes_without_an_address_is_asked_for_one(browser, mailoutbox):
    answer = by_provider(browser, "sans_adresse")
    answer = browser.post(answer.url, {"email": "noa@mairie.example"})

    assert not is_signed_in(browser)
    browser.post(answer.url, {"code": code_in(mailoutbox[-1])})
    assert signed_in_as(browser) == "noa@mairie.example"
    assert SocialAccount.objects.get().extra_data["name"] == "Noa Roux"


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("is_trusted", [True, False])
def test_an_account_is_not_taken_by_its_address(is_trusted, app, browser, mailoutbox):
    """Not even by an address that the provider says it confirmed."""
    alice = member(email="alice@mairie.example")
    app["settings"]["verified_email"] = is_trusted

    by_provider(browser, "voleur")

    assert not is_signed_in(browser)
    assert not SocialAccount.objects.exists()
    assert mailoutbox[-1].to == [alice.email]
    assert "Vous en avez déjà un" in mailoutbox[-1].body


@pytest.mark.usefixtures("app")
def test_who_began_an_account_with_the_address_of_another_cannot_enter_it_later(mailoutbox):
    by_provider(Client(), "sans_preuve")  # never confirms
    owner = User.objects.get()

    browser = by_code(owner)

    assert is_signed_in(browser)
    assert not SocialAccount.objects.exists()


@pytest.mark.usefixtures("app")
def test_an_account_is_connected_from_its_own_pages(browser):
    alice = member(email="alice@mairie.example")
    by_password(alice, browser)
    page = browser.get(reverse("account_email")).content.decode()
    assert reverse("socialaccount_connections") in page

    answer = by_provider(browser, "camille", process="connect")
    assert not SocialAccount.objects.exists()  # the password is asked for once more
    browser.post(answer.url, {"password": PASSWORD})
    again = Client()
    by_provider(again, "camille")

    assert signed_in_as(again) == alice.email
    page = browser.get(reverse("socialaccount_connections")).content.decode()
    assert "Camille Durand" in page
    account = SocialAccount.objects.get()
    browser.post(reverse("socialaccount_connections"), {"account": account.pk})
    assert not SocialAccount.objects.exists()


@pytest.mark.usefixtures("app")
def test_a_provider_that_the_settings_name_no_longer_is_still_disconnected(browser, mailoutbox):
    alice = member(email="alice@mairie.example")
    account = SocialAccount.objects.create(
        user=alice, provider="disparu", uid="alice", extra_data={"name": "Alice", "acr": None}
    )
    by_password(alice, browser)
    assert browser.get(reverse("socialaccount_connections")).status_code == 200
    assert browser.get(reverse("my_data")).status_code == 200

    answer = browser.post(reverse("socialaccount_connections"), {"account": account.pk})
    browser.post(answer.url, {"password": PASSWORD})

    assert not SocialAccount.objects.exists()
    assert "disparu" in mailoutbox[-1].body


@pytest.mark.usefixtures("app")
def test_nobody_disconnects_the_account_of_another(browser):
    by_provider(Client(), "camille")
    by_password(member(), browser)

    account = SocialAccount.objects.get()
    browser.post(reverse("socialaccount_connections"), {"account": account.pk})

    assert SocialAccount.objects.get() == account


@pytest.mark.usefixtures("app")
def test_the_progress_of_the_browser_is_offered_to_claim(browser):
    learner = LearnerFactory()
    browser.cookies["learner"] = signing.dumps(learner.pk.hex, salt=SALT)

    answer = by_provider(browser, "camille")
    assert answer.url.startswith(reverse("claim"))
    browser.post(answer.url, {"whose": "mine"})

    assert Learner.objects.get().user.email == "camille@mairie.example"


@pytest.mark.usefixtures("app")
def test_it_leads_back_where_the_person_wanted_to_go_and_nowhere_else(browser):
    assert by_provider(browser, "camille", next="/mon-parcours/essais/").url.endswith("essais/")
    browser.logout()
    assert by_provider(browser, "camille", next="https://ailleurs.example/").url == "/mon-parcours/"


@pytest.mark.usefixtures("app")
def test_the_address_of_the_button_changes_nothing_of_what_is_asked(browser):
    usual = leave_for(browser)
    address = leave_for(browser, scope="phone", auth_params="acr_values=eidas0&prompt=none")

    for asked in (usual, address):
        assert "acr_values=eidas1" in asked
        assert "code_challenge=" in asked
    assert "phone" not in address
    assert "prompt" not in address


# The second factor


@pytest.fixture
def trainer():
    trainer = member(TRAINER, email="camille@mairie.example")
    SocialAccount.objects.create(user=trainer, provider="agents", uid="camille")
    return trainer


@pytest.mark.usefixtures("app", "trainer")
@pytest.mark.parametrize("room", ["/cms/", "/equipe/"])
def test_the_team_still_shows_a_second_factor(room, browser):
    by_provider(browser, "camille")

    assert browser.get(room).url.startswith(reverse("mfa_index"))


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.usefixtures("app", "_first_rows")
def test_who_has_no_password_here_chooses_a_second_factor_all_the_same(trainer, browser):
    trainer.set_unusable_password()
    trainer.save()
    by_provider(browser, "camille")

    enrol(browser)

    assert browser.get("/cms/").status_code == 200


@pytest.mark.usefixtures("trainer")
def test_the_second_factor_of_the_provider_counts_where_the_settings_say_so(app, browser):
    app["settings"]["second_factor_acr"] = ["eidas2"]

    by_provider(browser, "camille", acr="eidas2")
    assert browser.get("/cms/").status_code == 200

    browser = Client()
    by_provider(browser, "camille", acr="eidas1")
    assert browser.get("/cms/").url.startswith(reverse("mfa_index"))


def test_a_factor_of_this_site_is_asked_for_all_the_same(app, trainer, browser):
    app["settings"]["second_factor_acr"] = ["eidas2"]
    enrol(by_password(trainer))

    assert by_provider(browser, "camille").url == reverse("mfa_authenticate")
    assert not is_signed_in(browser)


# The name


@pytest.mark.parametrize(("acr", "name"), [("eidas2", "Camille Durand"), ("eidas1", "")])
@pytest.mark.usefixtures("app")
def test_a_name_is_verified_at_the_levels_of_the_settings_only(acr, name, browser):
    by_provider(browser, "camille", acr=acr)

    assert verified_name(LearnerFactory(user=User.objects.get())) == name
    assert verified_name(LearnerFactory()) == ""


# Leaving


@pytest.mark.parametrize(
    ("door", "back"),
    [
        ("/compte/logout/", "/"),
        ("/cms/logout/", "/"),
        ("/compte/appareil/quitter/", "/compte/appareil/parti/"),
    ],
)
def test_signing_out_signs_out_of_the_provider_too(door, back, app, issuer, browser):
    app["settings"]["second_factor_acr"] = ["eidas2"]
    by_provider(browser, "camille")

    answer = browser.post(door)

    assert answer.url.startswith(f"{issuer}/session/end?id_token_hint=")
    assert f"testserver{back}".replace("/", "%2F") in answer.url
    assert not is_signed_in(browser)


@pytest.mark.usefixtures("app")
def test_who_came_by_password_leaves_by_our_own_door(browser):
    by_password(member(), browser)

    assert browser.post("/compte/logout/").url == "/"


# Personal data


@pytest.mark.usefixtures("app")
def test_what_is_kept_is_shown_and_erased(browser):
    by_provider(browser, "camille")
    page = browser.get(reverse("my_data")).content.decode()
    assert "Camille Durand" in page
    assert "eidas2" in page

    user = User.objects.get()
    erase(None, user)

    assert not SocialAccount.objects.exists()
    assert not EmailAddress.objects.exists()
