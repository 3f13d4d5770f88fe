"""Three reminders at most, each once, sent over SMTP by the task queue; then the end."""

import datetime
import email
import email.policy
import socketserver
import threading

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.management import call_command
from django.utils.timezone import localdate, make_aware

from courses.certificates import notices
from courses.certificates.models import Certificate, Notice
from tests.certificates import end, make_certificate
from tests.factories import LearnerFactory, UserFactory

pytestmark = pytest.mark.django_db
LAST = datetime.date(2028, 11, 2)
SOON = datetime.datetime(2028, 9, 3, 9, tzinfo=datetime.UTC)  # sixty days before


class Session(socketserver.StreamRequestHandler):
    """As much of SMTP (RFC 5321) as a client needs to hand over a message."""

    def handle(self):
        self.say("220 sink.example")
        for line in self.rfile:
            verb = line[:4].upper()
            if verb == b"DATA":
                self.say("354 go on")
                self.server.messages.append(self.message())
            self.say("221 bye" if verb == b"QUIT" else "250 ok")

    def say(self, words):
        self.wfile.write(f"{words}\r\n".encode())

    def message(self):
        lines = b""
        for line in self.rfile:
            if line == b".\r\n":
                break
            lines += line
        return email.message_from_bytes(lines, policy=email.policy.default)


@pytest.fixture
def sink(settings):
    """A mail server on this machine, and what it was handed."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Session) as server:
        server.daemon_threads = True
        server.messages = []
        threading.Thread(target=server.serve_forever, args=[0.02], daemon=True).start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        yield server.messages
        server.shutdown()


@pytest.fixture
def certificate():
    user = UserFactory(email="camille@mairie.example")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return make_certificate(
        learner=LearnerFactory(user=user),
        valid_until=LAST,
        renewable_from=LAST - datetime.timedelta(days=60),
    )


@pytest.fixture
def on_day(monkeypatch):
    """Run the scheduled command on a day so many days before the end."""

    def on_day(left: int, hour: int = 9):
        day = LAST - datetime.timedelta(days=left)
        moment = make_aware(datetime.datetime.combine(day, datetime.time(hour)))
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
        call_command("remind_holders", verbosity=0)

    return on_day


def test_each_reminder_is_sent_once_on_its_day(sink, certificate, on_day):
    sent = []
    for left in (61, 60, 60, 59, 31, 30, 29, 8, 7, 6, 0, -1):
        on_day(left)
        sent.append(len(sink))
    assert sent == [0, 1, 1, 1, 1, 2, 2, 2, 3, 3, 3, 3]
    assert certificate.state_on(localdate()) == Certificate.State.EXPIRED


def test_it_says_what_to_do_in_plain_french_and_asks_for_no_click(sink, certificate, on_day):
    on_day(60)
    (message,) = sink
    text = message.get_body(("plain",)).get_content()
    assert message["To"] == "camille@mairie.example"
    assert "prend fin le 2 novembre 2028" in message["Subject"]
    for words in (certificate.title, certificate.readable_code, "tapez vous-même l’adresse"):
        assert words in text
    assert "\u202f" not in text
    assert "http://127.0.0.1:8000/" in text
    assert "/attestations/" not in text


def test_a_service_that_was_down_sends_one_not_three(sink, certificate, on_day):
    on_day(5)
    assert len(sink) == 1
    assert Notice.objects.get().kind == Notice.Kind.DAYS_7


def test_a_mail_server_that_is_down_is_tried_again(certificate, on_day, settings, sink):
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    on_day(60, hour=9)
    assert Notice.objects.get().sent_at is None
    settings.EMAIL_PORT = port
    on_day(60, hour=10)
    on_day(60, hour=11)
    assert len(sink) == 1
    assert Notice.objects.get().sent_at


@pytest.mark.parametrize("spoil", ["unconfirmed", "no account", "revoked", "renewed", "no end"])
def test_who_is_not_reminded(certificate, on_day, spoil):
    if spoil == "unconfirmed":
        EmailAddress.objects.update(verified=False)
    elif spoil == "no account":
        Certificate.objects.update(learner=LearnerFactory())
    elif spoil == "revoked":
        end(certificate)
    elif spoil == "renewed":
        make_certificate(learner=certificate.learner, subject=certificate.subject, cycle=2)
    else:
        Certificate.objects.update(valid_until=None)
    on_day(30)
    assert mail.outbox == []
    assert not Notice.objects.exists()


@pytest.fixture
def notice(certificate):
    """A reminder that waits for a worker."""
    return Notice.objects.create(certificate=certificate, kind="60", created_at=SOON)


def test_two_workers_send_one(notice):
    for _ in range(2):
        notices.send(notice.pk, SOON)
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("meanwhile", ["erased", "renewed", "revoked", "over"])
def test_what_is_no_longer_to_come_is_not_said(certificate, notice, meanwhile):
    moment = SOON
    if meanwhile == "erased":
        Certificate.objects.update(learner=None)
    elif meanwhile == "renewed":
        make_certificate(learner=certificate.learner, subject=certificate.subject, cycle=2)
    elif meanwhile == "revoked":
        end(certificate)
    else:
        moment = SOON + datetime.timedelta(days=61)
    notices.send(notice.pk, moment)
    assert mail.outbox == []
    assert not Notice.objects.exists()
