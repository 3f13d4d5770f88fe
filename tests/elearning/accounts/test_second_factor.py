"""Nobody enters the editor with a password, or a code received by e-mail, alone."""

import time

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from elearning.accounts import second_factor
from elearning.accounts.adapters import SecondFactorAdapter
from elearning.accounts.roles import ADMINISTRATOR, TRAINER
from tests.signing_in import (
    ANOTHER,
    WAYS,
    app_code,
    by_password,
    enrol,
    is_signed_in,
    member,
)

pytestmark = pytest.mark.django_db
EDITOR = "/cms/"


@pytest.fixture
def trainer():
    return member(TRAINER)


def opens(browser, address=EDITOR) -> bool:
    return browser.get(address).status_code == 200


def give_code(browser, code):
    return browser.post(reverse("mfa_authenticate"), {"code": code})


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("address", [EDITOR, "/cms/pages/", "/cms/snippets/quizzes/question/"])
def test_the_editor_sends_whoever_has_no_second_factor_to_choose_one(way, address, trainer):
    browser = way(trainer)

    answer = browser.get(address)

    assert is_signed_in(browser)
    assert answer.url == f"{reverse('mfa_index')}?next={address}"
    assert "deuxième étape" in browser.get(answer.url).content.decode()


def test_nothing_is_written_through_the_editor_without_it(trainer):
    browser = by_password(trainer)
    root = Page.get_first_root_node()

    browser.post(f"/cms/pages/{root.pk}/edit/", {"title": "Volé"})

    root.refresh_from_db()
    assert root.title != "Volé"


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.usefixtures("_first_rows")
def test_enrolling_opens_the_editor_at_once_and_gives_recovery_codes(trainer):
    browser = by_password(trainer)

    enrol(browser)

    assert opens(browser)
    page = browser.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert all(code in page for code in recovery_codes(trainer))


def test_a_manager_who_has_enrolled_is_shown_the_way_to_the_teams(trainer):
    pages = {}
    for person in (trainer, member()):
        browser = by_password(person)
        enrol(browser)
        pages[person] = browser.get(reverse("mfa_view_recovery_codes")).content.decode()

    assert [reverse("teams") in page for page in pages.values()] == [False, True]


def recovery_codes(user):
    return Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()


@pytest.mark.parametrize("way", WAYS)
def test_a_password_or_a_code_alone_signs_nobody_in_once_there_is_a_second_factor(way, trainer):
    secret = enrol(by_password(trainer))

    browser = way(trainer)
    assert not is_signed_in(browser)
    assert browser.get(EDITOR).url.startswith(reverse("account_login"))

    give_code(browser, "000000")
    assert not is_signed_in(browser)

    give_code(browser, app_code(secret))
    assert opens(browser)


@pytest.mark.parametrize("door", ["/cms/login/", "/cms/password_reset/"])
def test_the_editors_own_doors_lead_to_the_one_login(door, trainer):
    enrol(by_password(trainer))
    browser = Client()

    answer = browser.post(
        door, {"username": trainer.email, "password": "sept mots tirés au hasard"}
    )

    assert answer.status_code == 302
    assert answer.url.startswith("/compte/")
    assert not is_signed_in(browser)


def test_a_new_password_by_e_mail_does_not_replace_the_second_factor(trainer, mailoutbox):
    enrol(by_password(trainer))
    browser = Client()
    browser.post(reverse("account_reset_password"), {"email": trainer.email})
    link = next(line for line in mailoutbox[-1].body.splitlines() if "/password/reset/key/" in line)
    form = browser.get(link.strip(), follow=True)
    answer = browser.post(
        form.request["PATH_INFO"],
        {
            "password1": ANOTHER,
            "password2": ANOTHER,
        },
    )
    assert answer.status_code == 302

    by_password(trainer, browser, ANOTHER)

    assert not is_signed_in(browser)


def test_a_session_older_than_the_second_factor_must_show_it(trainer):
    elder = by_password(trainer)
    secret = enrol(by_password(trainer))

    answer = elder.get(EDITOR)
    assert answer.url == f"{reverse('mfa_reauthenticate')}?next={EDITOR}"

    elder.post(answer.url, {"code": app_code(secret)})
    assert opens(elder)


def test_it_is_asked_again_after_eight_hours(trainer, monkeypatch):
    browser = by_password(trainer)
    enrol(browser)
    later = time.time() + second_factor.GOOD_FOR + 1

    with monkeypatch.context() as patch:
        patch.setattr(time, "time", lambda: later)
        assert browser.get(EDITOR).url.startswith(reverse("mfa_reauthenticate"))


def test_an_app_s_code_serves_once(trainer):
    secret = enrol(by_password(trainer))
    code = app_code(secret)
    give_code(by_password(trainer), code)

    again = by_password(trainer)
    give_code(again, code)

    assert not is_signed_in(again)


def test_a_recovery_code_serves_once(trainer):
    enrol(by_password(trainer))
    code = recovery_codes(trainer)[0]

    lost_phone = by_password(trainer)
    give_code(lost_phone, code)
    assert opens(lost_phone)

    thief = by_password(trainer)
    give_code(thief, code)
    assert not is_signed_in(thief)


def test_codes_cannot_be_guessed_at_leisure(trainer):
    secret = enrol(by_password(trainer))
    browser = by_password(trainer)
    for guess in range(6):
        give_code(browser, f"{guess:06}")

    give_code(browser, app_code(secret))

    assert not is_signed_in(browser)


def test_whoever_enters_the_editor_keeps_a_second_factor(trainer):
    browser = by_password(trainer)
    enrol(browser)

    browser.post(reverse("mfa_deactivate_totp"))

    assert second_factor.where_to_prove(trainer) == "mfa_reauthenticate"


def test_a_learner_may_give_it_up():
    learner = member()
    browser = by_password(learner)
    enrol(browser)

    browser.post(reverse("mfa_deactivate_totp"))

    assert not Authenticator.objects.filter(user=learner).exists()


def test_a_learner_needs_none_to_learn():
    assert by_password(member()).get(reverse("journey")).status_code == 200


@pytest.mark.parametrize("role", [TRAINER, ADMINISTRATOR])
def test_the_address_of_the_editor_is_shown_to_its_people_only(role):
    page = by_password(member(role)).get(reverse("mfa_index")).content.decode()
    assert f'href="{EDITOR}"' in page

    page = by_password(member()).get(reverse("mfa_index")).content.decode()
    assert f'href="{EDITOR}"' not in page


def test_secrets_are_not_legible_in_the_database(trainer):
    secret = enrol(by_password(trainer))

    stored = str(list(Authenticator.objects.filter(user=trainer).values_list("data", flat=True)))
    assert secret not in stored
    assert not any(code in stored for code in recovery_codes(trainer))


def test_secrets_outlive_a_change_of_the_secret_key(settings):
    kept = SecondFactorAdapter().encrypt("un secret")

    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another one"

    assert SecondFactorAdapter().decrypt(kept) == "un secret"
