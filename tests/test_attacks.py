"""Attacks through several rooms, each refused; docs/asvs.md says which guard stops which."""

import re
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core import signing
from django.test import Client
from django.urls import resolve, reverse
from django.utils.html import escape
from requests import TooManyRedirects

from courses.learning import actions
from elearning.accounts.adapters import ProviderAdapter
from elearning.accounts.learners import SALT
from elearning.accounts.models import User
from elearning.accounts.roles import TRAINER
from elearning.organisations.models import Manager, Organisation
from quizzes.models import Response
from tests.access.addresses import addresses
from tests.access.world import browser_of, make_world, people
from tests.conftest import right_form
from tests.factories import LearnerFactory, make_home, make_module
from tests.signing_in import PASSWORD, by_password, code_in, is_signed_in, member

pytestmark = pytest.mark.django_db
EVIL = "https://ailleurs.example"
# Their forms need no token: Sec-Fetch-Site, Origin or a signed link is asked for instead.
WITHOUT_TOKEN = {
    *("begin", "practice", "start_quiz", "start_renewal", "follow_path", "lesson_done"),
    *("try_answer", "stop_reminders"),
}


# Cross-site POST


def test_no_form_of_another_site_is_taken_where_no_token_is_asked():
    """Everywhere else the middleware asks for one: tests/test_errors.py."""
    accounts = people()
    values = make_world(accounts)
    victim = browser_of(accounts["superuser"])
    victim.handler.enforce_csrf_checks = True
    headers = {"Origin": EVIL, "Referer": f"{EVIL}/", "Sec-Fetch-Site": "cross-site"}
    exempt = {
        address.name: url
        for address in addresses()
        if getattr(resolve(url := address.url(values)).func, "csrf_exempt", False)
    }

    taken = {
        name for name, url in exempt.items() if victim.post(url, headers=headers).status_code < 400
    }

    ours = {name for name in exempt if not name.startswith("wagtailadmin_api:")}
    assert ours == WITHOUT_TOKEN
    assert taken == {"stop_reminders"}  # a mail program posts there: the link is signed


# Host header poisoning


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "ailleurs.example"},
        {"Host": "testserver:80@ailleurs.example"},
        {"Host": "testserver.ailleurs.example"},
    ],
)
def test_no_link_is_sent_for_a_host_that_is_not_ours(headers, mailoutbox):
    member(email="alice@mairie.example")
    form = {"email": "alice@mairie.example"}

    answer = Client().post(reverse("account_reset_password"), form, headers=headers)

    assert answer.status_code == 400
    assert mailoutbox == []


@pytest.mark.parametrize(
    "name", ["X-Forwarded-Host", "X-Host", "Forwarded", "X-Forwarded-Server", "X-Original-Host"]
)
def test_no_header_but_host_changes_where_the_links_of_a_message_lead(name, mailoutbox):
    member(email="alice@mairie.example")
    headers = {name: "host=ailleurs.example" if name == "Forwarded" else "ailleurs.example"}

    Client().post(
        reverse("account_reset_password"), {"email": "alice@mairie.example"}, headers=headers
    )

    assert "http://testserver/compte/password/reset/key/" in mailoutbox[-1].body
    assert "ailleurs" not in mailoutbox[-1].body


# Open redirects

TARGETS = [
    "https://ailleurs.example/",
    "//ailleurs.example/",
    "/\\ailleurs.example/",
    "\\\\ailleurs.example/",
    "///ailleurs.example/",
    "https:ailleurs.example",
    "http:///ailleurs.example",
    "javascript:alert(1)",
    "\thttps://ailleurs.example",
    "/%09/ailleurs.example",
    "https://testserver@ailleurs.example/",
    "//testserver.ailleurs.example/",
]


def leads_out(answer) -> bool:
    """Return whether a browser that follows this answer leaves the site."""
    target = answer.headers.get("Location", "")
    plain = target.replace("\\", "/").strip()
    return bool(plain) and (not plain.startswith("/") or plain.startswith("//"))


@pytest.mark.parametrize("target", TARGETS)
def test_no_door_leads_out_of_the_site(target, mailoutbox):
    alice = member(email="alice@mairie.example")
    learner = LearnerFactory()
    headers = {"Referer": target.strip()}
    browser = by_password(alice, Client(headers=headers))
    browser.cookies["learner"] = signing.dumps(learner.pk.hex, salt=SALT)
    answers = [
        browser.get(reverse("account_login"), {"next": target}),
        browser.post(reverse("claim"), {"next": target, "whose": "mine"}),
        browser.get(reverse("claim"), {"next": target}),
        browser.post(reverse("account_reauthenticate"), {"next": target, "password": PASSWORD}),
        browser.post(reverse("leave_device"), {"next": target}),
        Client(headers=headers).post(
            reverse("account_login"), {"login": alice.email, "password": PASSWORD, "next": target}
        ),
        by_password(alice, Client(headers=headers)).post(
            reverse("account_logout"), {"next": target}
        ),
    ]

    assert not [answer.headers["Location"] for answer in answers if leads_out(answer)]


# Mass assignment


def test_signing_up_gives_nothing_that_the_form_does_not_ask(mailoutbox):
    browser = Client()
    more = {"is_staff": "on", "is_superuser": "on", "groups": "1", "id": "999", "is_active": ""}
    browser.post(reverse("account_signup"), {"email": "m@ailleurs.example", **more})
    browser.post(
        reverse("account_email_verification_sent"), {"code": code_in(mailoutbox[-1]), **more}
    )

    user = User.objects.get()
    assert is_signed_in(browser)
    assert (user.is_staff, user.is_superuser, user.groups.count()) == (False, False, 0)
    assert user.pk != 999


def test_asking_to_manage_validates_nobody(client, alice, bob):
    town_hall = Organisation.objects.create(name="Mairie", department="71")
    client.force_login(alice)
    form = {"organisation": town_hall.pk, "function": "maire"}
    more = {"validated_at": "2026-01-01", "validated_by": alice.pk, "user": bob.pk}

    client.post(reverse("ask_to_manage"), form | more)

    request = Manager.objects.get()
    assert (request.user, request.validated_at) == (alice, None)


def test_extra_time_is_set_for_oneself_and_nothing_else_with_it(visitor, alice):
    hers = LearnerFactory(user=alice)
    mine = LearnerFactory()
    visitor.cookies["learner"] = signing.dumps(mine.pk.hex, salt=SALT)

    visitor.post(
        reverse("extra_time"), {"extra_time": "33", "learner": hers.pk, "id": hers.pk, "user": "1"}
    )

    for learner, percent, user in ((mine, 33, None), (hers, 0, alice)):
        learner.refresh_from_db()
        assert (learner.extra_time, learner.user) == (percent, user)


# Parameter pollution


def test_of_an_address_said_twice_one_account_is_opened_by_its_own_password():
    alice, mallory = member(email="alice@mairie.example"), member(email="m@ailleurs.example")
    mallory.set_password("celle de Mallory, longue")
    mallory.save()

    for addresses_typed in ([alice.email, mallory.email], [mallory.email, alice.email]):
        browser = Client()
        form = {"login": addresses_typed, "password": "celle de Mallory, longue"}
        browser.post(reverse("account_login"), form)
        assert browser.session.get("_auth_user_id") in (None, str(mallory.pk))


def test_a_reset_said_for_two_addresses_writes_to_the_owner_only(mailoutbox):
    alice, mallory = member(email="alice@mairie.example"), member(email="m@ailleurs.example")

    for typed in ([alice.email, mallory.email], f"{alice.email},{mallory.email}"):
        Client().post(reverse("account_reset_password"), {"email": typed})

    for message in mailoutbox:
        assert len(message.to) == 1
        uid = user_pk_to_url_str({alice.email: alice, mallory.email: mallory}[message.to[0]])
        assert f"/reset/key/{uid}-" in message.body or "/reset/key/" not in message.body


def test_an_attempt_named_twice_is_the_one_of_the_address(visitor, now):
    module = make_module()
    mine, hers = LearnerFactory(), LearnerFactory()
    attempts = [actions.start_quiz(module, learner, now) for learner in (mine, hers)]
    visitor.cookies["learner"] = signing.dumps(mine.pk.hex, salt=SALT)
    address = reverse("question", args=[attempts[0].pk, 1]) + f"?attempt={attempts[1].pk}"
    form = right_form(attempts[1], 0)

    visitor.post(address, form | {"attempt_id": attempts[1].pk, "learner": hers.pk})
    visitor.post(address, form)

    assert not Response.objects.filter(attempt=attempts[1]).exists()


# Suspended and removed people whose cookies still live


@pytest.mark.parametrize("fate", ["suspended", "removed"])
def test_somebody_suspended_or_removed_opens_nothing_more(fate):
    trainer = member(TRAINER)
    browser = Client()
    browser.force_login(trainer)
    rooms = ["/cms/", "/cms/snippets/quizzes/question/", "/equipe/", "/compte/email/"]
    assert {room: browser.get(room).status_code for room in rooms} == dict.fromkeys(rooms, 200)

    if fate == "suspended":
        User.objects.filter(pk=trainer.pk).update(is_active=False)
    else:
        User.objects.filter(pk=trainer.pk).delete()

    for room in rooms:
        assert browser.get(room).headers["Location"].startswith(reverse("account_login"))


def test_the_learner_of_somebody_suspended_is_not_reached_by_a_cookie_kept_from_before(now):
    make_home()
    alice = member()
    learner = LearnerFactory()
    kept = signing.dumps(learner.pk.hex, salt=SALT)
    attempt = actions.start_quiz(make_module(), learner, now)
    browser = by_password(alice, Client(headers={"Sec-Fetch-Site": "same-origin"}))
    browser.cookies["learner"] = kept
    browser.post(reverse("claim"), {"whose": "mine"})
    User.objects.filter(pk=alice.pk).update(is_active=False)

    thief = Client()
    thief.cookies["learner"] = kept

    for name in ("attempt", "answers"):
        assert thief.get(reverse(name, args=[attempt.pk])).status_code == 404


# Stolen attempts of people without an account


def test_a_cookie_copied_before_the_progress_was_claimed_or_erased_opens_nothing_after(now):
    module, learner = make_module(), LearnerFactory()
    attempt = actions.start_quiz(module, learner, now)
    address = reverse("question", args=[attempt.pk, 1])
    owner, thief = (Client(headers={"Sec-Fetch-Site": "same-origin"}) for _ in range(2))
    for browser in (owner, thief):
        browser.cookies["learner"] = signing.dumps(learner.pk.hex, salt=SALT)
    assert thief.get(address).status_code == 200  # until then it is the same device

    owner.post(reverse("erase_me"), {"sure": "on"})

    assert thief.get(address).status_code == 404


def test_an_attempt_is_worth_nothing_without_the_cookie_that_began_it(now):
    attempt = actions.start_quiz(make_module(), LearnerFactory(), now)
    thief = Client(headers={"Sec-Fetch-Site": "same-origin"})
    thief.cookies["learner"] = signing.dumps(LearnerFactory().pk.hex, salt=SALT)
    address = reverse("question", args=[attempt.pk, 1])

    assert thief.get(address).status_code == 404
    assert thief.post(address, {"choice": "0"}).status_code == 404
    assert not attempt.responses.exists()


@pytest.mark.parametrize("typed", ["%3Cb%3Emot%3C/b%3E", "&lt;b&gt;mot&lt;/b&gt;"])
def test_what_is_written_twice_over_is_read_once(client, typed):
    make_home()

    page = client.get("/recherche/", {"q": typed}).content.decode()

    assert f'value="{escape(typed)}"' in page
    assert "<b>mot</b>" not in page


# What the server asks of others


class Leading(BaseHTTPRequestHandler):
    """A provider that leads the server elsewhere: to what only this machine may reach."""

    def do_GET(self):
        self.server.asked.append(self.path)
        self.send_response(302 if self.path == "/keys" else 200)
        self.send_header("Location", "/inside")
        self.end_headers()

    def log_message(self, *args):
        pass


def test_no_provider_leads_the_server_elsewhere():
    with HTTPServer(("127.0.0.1", 0), Leading) as server:
        server.asked = []
        threading.Thread(target=server.serve_forever, args=[0.02], daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/keys"
        with ProviderAdapter().get_requests_session() as session, pytest.raises(TooManyRedirects):
            session.get(address)
        server.shutdown()

    assert server.asked == ["/keys"]


SPEAKS = re.compile(
    r"^\s*(?:import|from) (requests|urllib\.request|http\.client|httpx|ftplib|smtplib)\b",
    re.MULTILINE,
)


def test_only_mail_and_identity_providers_are_spoken_to():
    rooms = (settings.BASE_DIR / room for room in ("elearning", "courses", "quizzes"))
    files = {path for room in rooms for path in room.rglob("*.py")}
    speaking = {path.name for path in files if SPEAKS.search(path.read_text())}

    assert speaking == {"mail.py", "client.py", "provider.py"}
