"""A worker killed while it sends what it has to: started again, each leaves, and none twice."""

import datetime
import os
import signal
import smtplib
import time

import pytest
from django.db import connections
from django.utils import timezone

from courses.assignments import reminding
from courses.assignments.models import Reminder
from courses.certificates import notices
from courses.certificates.models import Notice
from elearning import mail
from elearning.accounts.models import User
from elearning.organisations import announcing, following, inviting, sending
from elearning.organisations.models import Announcement, Invitation
from elearning.privacy import inactivity
from elearning.privacy.models import InactivityNotice
from tests.certificates import make_certificate
from tests.smtp import sink

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
READERS = 12
DEATHS = 5  # each takes a message
DATA = smtplib.SMTP.data


@pytest.fixture
def received(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with sink() as (port, messages):
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        yield messages


@pytest.fixture
def _waiting(_first_rows, reader, town_hall, assign, path, now):
    """As many reminders as there are readers, of which none has been sent."""
    for _ in range(READERS):
        reader()
    reminding.note(assign(town_hall, path), now)


def work(now):
    """Send all that waits, of every kind, as the schedule and its jobs do."""
    kinds = (
        (reminding.to_send(now), reminding.send),
        (Invitation.objects.waiting(now - sending.TRIED_FOR), sending.send),
        (announcing.waiting(now), announcing.send),
        (notices.to_send(now), notices.send),
    )
    for waiting, send in kinds:
        for number in list(waiting.values_list("pk", flat=True)):
            send(number, now)
    inactivity.sweep(now, dry_run=False)


def worker(prepare=lambda: None):
    """Start a worker in a process of its own; return its number."""
    connections.close_all()
    child = os.fork()
    if child:
        return child
    try:
        prepare()
        work(timezone.now())
    finally:
        os._exit(0)


def start_again():
    """Send what is left, once the worker that died has been silent for long enough."""
    work(timezone.now() + mail.TAKEN_FOR + datetime.timedelta(seconds=1))


def die(*_args):
    os.kill(os.getpid(), signal.SIGKILL)


def die_at(command):
    return lambda: setattr(smtplib.SMTP, command, die)


def die_before_the_last_line():
    mail.send_once = lambda message, _take, send=mail.send_once: send(message, die)


def die_before_the_answer_is_noted():
    smtplib.SMTP.data = lambda server, text: die(DATA(server, text))


def once_each(messages, people=READERS):
    return (len(messages), len({message["To"] for message in messages})) == (people, people)


def remind(now, learners, assignment):
    reminding.note(assignment, now)
    return Reminder.objects.filter(sent_at=None)


def invite(now, learners, assignment):
    people = [f"agent{number}@mairie.example" for number in range(DEATHS)]
    inviting.invite(assignment.organisation, people, assignment.created_by, now)
    return Invitation.objects.exclude(to_send_at=None)


def announce(now, learners, assignment):
    following.start(assignment.organisation, "task", "", assignment.created_by, now)
    return Announcement.objects.exclude(to_send_at=None)


def tell_holders(now, learners, assignment):
    last_day = now.date() + datetime.timedelta(days=59)
    for learner in learners:
        certificate = make_certificate(learner=learner, valid_until=last_day)
        Notice.objects.create(certificate=certificate, kind="60", created_at=now)
    return Notice.objects.filter(sent_at=None)


def warn_of_closing(now, learners, assignment):
    unused = now - inactivity.KEPT + inactivity.LAST_NOTICE
    User.objects.filter(learner__in=learners).update(last_login=unused)
    return InactivityNotice.objects.filter(sent_at=None)


@pytest.mark.usefixtures("_waiting")
def test_killed_at_any_moment_it_loses_none_and_sends_none_twice(received):
    process = worker()
    while len(received) < READERS // 3:
        time.sleep(0.001)
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    assert len(received) < READERS

    start_again()

    assert once_each(received)


@pytest.mark.usefixtures("_first_rows")
def test_killed_at_each_step_of_each_kind_of_message(
    received, now, reader, town_hall, assign, path, alice, manage, monkeypatch
):
    manage(town_hall, alice)
    learners = [reader() for _ in range(DEATHS)]
    assignment = assign(town_hall, path)
    # The jobs are not run as they are written: the worker does it, and dies.
    monkeypatch.setattr(inviting, "send_waiting", lambda *_: 0)
    monkeypatch.setattr(following, "announce_waiting", lambda *_: 0)
    deaths = [die_at(command) for command in ("ehlo", "rcpt", "data")]
    for write in (remind, invite, announce, tell_holders, warn_of_closing):
        received.clear()
        waiting = write(now, learners, assignment)
        for death in [*deaths, die_before_the_last_line]:
            os.waitpid(worker(death), 0)
            assert not received, write

        os.waitpid(worker(die_before_the_answer_is_noted), 0)
        assert len(received) == 1, write
        start_again()

        assert once_each(received, people=DEATHS), write
        assert not waiting.exists(), write


@pytest.mark.usefixtures("_waiting")
def test_a_worker_thought_dead_sends_nothing_once_another_has(received, monkeypatch):
    reminder = Reminder.objects.first()

    def slow(message, take):
        monkeypatch.undo()
        reminding.send(reminder.pk, timezone.now() + mail.TAKEN_FOR)
        mail.send_once(message, take)

    monkeypatch.setattr(mail, "send_once", slow)
    reminding.send(reminder.pk, timezone.now())

    assert len(received) == 1
