"""A worker killed in the middle of its reminders: started again, each leaves, and none twice."""

import datetime
import os
import signal
import smtplib
import time

import pytest
from django.db import connections
from django.utils import timezone

from courses.assignments import emails, reminding
from courses.assignments.models import Reminder
from elearning.ops import once
from tests.smtp import sink

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
READERS = 12
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
    for number in list(reminding.to_send(now).values_list("pk", flat=True)):
        reminding.send(number, now)


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
    work(timezone.now() + reminding.TAKEN_FOR + datetime.timedelta(seconds=1))


def die(*_args):
    os.kill(os.getpid(), signal.SIGKILL)


def die_at(command):
    return lambda: setattr(smtplib.SMTP, command, die)


def die_before_the_last_line():
    emails.send_once = lambda message, _take: once.send_once(message, die)


def die_before_the_answer_is_noted():
    smtplib.SMTP.data = lambda server, text: die(DATA(server, text))


def once_each(messages):
    return (len(messages), len({message["To"] for message in messages})) == (READERS, READERS)


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


@pytest.mark.usefixtures("_waiting")
def test_killed_at_each_step_of_a_message(received):
    deaths = [die_at(command) for command in ("ehlo", "mail", "rcpt", "data")]
    for death in [*deaths, die_before_the_last_line]:
        os.waitpid(worker(death), 0)
        assert not received

    os.waitpid(worker(die_before_the_answer_is_noted), 0)
    assert len(received) == 1
    start_again()

    assert once_each(received)


@pytest.mark.usefixtures("_waiting")
def test_a_worker_thought_dead_sends_nothing_once_another_has(received, monkeypatch):
    reminder = Reminder.objects.first()

    def slow(message, take):
        monkeypatch.undo()
        reminding.send(reminder.pk, timezone.now() + reminding.TAKEN_FOR)
        once.send_once(message, take)

    monkeypatch.setattr(emails, "send_once", slow)
    reminding.send(reminder.pk, timezone.now())

    assert len(received) == 1
