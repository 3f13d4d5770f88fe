"""Every message that leaves: a text, and the same words and addresses as light HTML."""

import datetime
import re
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.conf import settings as django_settings
from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate, now
from wagtail.admin.mail import send_notification
from wagtail.models import Page, Site

from courses.assignments import actions
from courses.assignments import emails as assignments
from courses.assignments.models import Assignment, Reminder
from courses.certificates import emails as certificates
from courses.certificates.models import Notice
from elearning.accounts import emails as accounts
from elearning.accounts.learners import SALT
from elearning.cms.models import SiteSettings
from elearning.organisations import emails as organisations
from elearning.organisations.models import (
    Domain,
    FollowUp,
    Invitation,
    Manager,
    ManagerNotice,
    Organisation,
)
from elearning.privacy import inactivity
from elearning.privacy.models import InactivityNotice
from tests.certificates import make_certificate
from tests.factories import LearnerFactory, UserFactory, make_module, make_path
from tests.signing_in import ANOTHER, PASSWORD, by_password, member, twice
from tests.smtp import sink

pytestmark = pytest.mark.django_db
TO = "zoe@mairie.example"
# In a sentence: no tag of it is one, and its address is no link.
HOSTILE = 'A <img src="https://mal.example/x.gif"> & https://mal.example/ %(site)s {0.__class__}'
SENDS = re.compile(r"EmailMultiAlternatives|import send_mail|EmailMessage\(")
LIGHT = {"html", "head", "meta", "title", "style", "body", "p", "br", "a"}


@pytest.fixture
def received(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with sink() as (port, messages):
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        yield messages


@pytest.fixture(autouse=True)
def name_of_the_site():
    site = Site.objects.get(is_default_site=True)
    SiteSettings.objects.update_or_create(site=site, defaults={"name": "Réflexes <b>numériques"})


def organisation():
    return Organisation.objects.create(name=HOSTILE, department="71")


def invitation():
    one = Invitation(organisation=organisation(), for_one=True, email=TO, expires_at=now())
    organisations.invitation_message(one).send()


def domain_code():
    domain = Domain(organisation=organisation(), name="mairie.example")
    organisations.send_domain_code(domain, "12345678", TO)


def announcement():
    basis = FollowUp.Basis.values[0]
    follow_up = FollowUp(organisation=organisation(), starts_at=now(), basis=basis, law=HOSTILE)
    organisations.announcement_message(follow_up, TO).send()


def another_manager():
    person = UserFactory(first_name=HOSTILE[:100])
    manager = Manager(organisation=organisation(), user=person, function=HOSTILE)
    notice = ManagerNotice(manager=manager, kind=ManagerNotice.Kind.CAME, created_at=now())
    organisations.manager_message(notice, TO).send()


def certificate_ends():
    day = datetime.date(2028, 11, 2)
    ends = make_certificate(title=HOSTILE, valid_until=day, renewable_from=day)
    certificates.message(Notice(certificate=ends, kind=Notice.Kind.DAYS_60), TO).send()


def certificate_revoked():
    notice = Notice(certificate=make_certificate(title=HOSTILE), kind=Notice.Kind.REVOKED)
    certificates.message(notice, TO).send()


def duty():
    path = make_path([make_module(lessons=0)], title=HOSTILE)
    new = Assignment(path=path, opens_on=localdate(), due_on=localdate())
    asked = actions.assign(organisation(), new, UserFactory(), now())
    reminder = Reminder(pk=1, assignment=asked, learner=LearnerFactory(), number=1)
    assignments.message(reminder, TO).send()


def account_that_ends():
    user = UserFactory(email=TO)
    user.since = now()
    inactivity._send(user, InactivityNotice.Step.FIRST, now())


def second_factor_taken_away():
    accounts.send_second_factor_reset(TO)


def resume_link():
    browser = Client()
    browser.cookies["learner"] = signing.dumps(LearnerFactory().pk.hex, salt=SALT)
    browser.post(reverse("keep"), {"email": TO})


def sign_in_code():
    Client().post(reverse("account_request_login_code"), {"email": member(email=TO).email})


def sign_up():
    Client().post(reverse("account_signup"), {"email": TO})


def another_password():
    form = {"oldpassword": PASSWORD} | twice(ANOTHER)
    browser = by_password(member(email=TO))
    browser.post(reverse("account_change_password"), form, headers={"User-Agent": HOSTILE})


KINDS = [
    invitation,
    domain_code,
    announcement,
    another_manager,
    certificate_ends,
    certificate_revoked,
    duty,
    account_that_ends,
    second_factor_taken_away,
    resume_link,
    sign_in_code,
    sign_up,
    another_password,
]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_each_has_two_parts_with_the_same_words_and_addresses(kind, received):
    kind()

    (message,) = received
    assert message["To"] == TO
    assert message.get_content_type() == "multipart/alternative"
    plain, html = message.iter_parts()
    assert [plain.get_content_type(), html.get_content_type()] == ["text/plain", "text/html"]
    text, page = plain.get_content().replace("\r", ""), read(html.get_content())
    assert {tag.name for tag in page.find_all(True)} <= LIGHT
    assert page.title.get_text() == message["Subject"].strip()
    assert page.body.get_text(" ").split() == ["Réflexes", "<b>numériques", *text.split()]
    alone = re.findall(r"^[ \xa0]*(https?://\S+)$", text, re.MULTILINE)
    links = [link["href"] for link in page.find_all("a")]
    # The address of the site itself is to be typed: some of these words ask not to click.
    assert links == [address for address in alone if urlsplit(address).path != "/"]


def test_what_wagtail_writes_to_the_team_has_the_same_frame(received):
    revision = SimpleNamespace(content_object=Page(title=HOSTILE, draft_title=HOSTILE))
    send_notification([UserFactory(email=TO)], "approved", {"revision": revision})

    (message,) = received
    page = read(message.get_body(("html",)).get_content())
    assert "Réflexes <b>numériques" in page.body.get_text()
    assert {tag.name for tag in page.find_all(True)} <= LIGHT


def read(html):
    """Return the HTML of a message, in which nothing is fetched, runs, or hides where it leads."""
    page = BeautifulSoup(html, "html.parser")
    attributes = {name for tag in page.find_all(True) for name in tag.attrs}
    assert attributes <= {"lang", "charset", "name", "content", "class", "href"}
    assert "url(" not in html
    assert page.html["lang"] == "fr"
    for link in page.find_all("a"):
        assert link["href"] == link.get_text()
        assert "mal.example" not in link["href"]
    return page


@pytest.mark.parametrize("room", ["elearning", "courses", "quizzes"])
def test_nothing_else_sends(room):
    files = (django_settings.BASE_DIR / room).rglob("*.py")
    senders = {file.name for file in files if SENDS.search(file.read_text())}
    assert senders == ({"mail.py"} if room == "elearning" else set())
