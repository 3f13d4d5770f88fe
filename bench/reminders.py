"""Kill the worker in the middle of 1,000 reminders, start it again, count what a mail server got.

DATA=<an empty folder> python -m bench.reminders

Real processes throughout: `manage.py db_worker`, killed with SIGKILL as many times as asked, and a
mail server on a socket of this process.
"""

import datetime
import os
import subprocess
import sys
import time

import django

DEATHS = int(os.environ.get("DEATHS", "3"))
PEOPLE = int(os.environ.get("PEOPLE", "1000"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "elearning.settings.demo")
django.setup()

from allauth.account.models import EmailAddress  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402

from courses.assignments import reminding, tasks  # noqa: E402
from courses.assignments.actions import assign  # noqa: E402
from courses.assignments.models import Assignment, Reminder  # noqa: E402
from courses.models import PathPage  # noqa: E402
from elearning.accounts.models import Learner  # noqa: E402
from elearning.organisations.models import Membership, Organisation  # noqa: E402
from tests.smtp import sink  # noqa: E402


def make_readers() -> Assignment:
    now, user_model = timezone.now(), get_user_model()
    users = user_model.objects.bulk_create(
        user_model(email=f"agent{n}@banc.example", is_active=True) for n in range(PEOPLE)
    )
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in users
    )
    learners = Learner.objects.bulk_create(Learner(user=user) for user in users)
    town_hall = Organisation.objects.create(name="Mairie des rappels", department="71")
    Membership.objects.bulk_create(
        Membership(organisation=town_hall, learner=learner, joined_at=now) for learner in learners
    )
    today = timezone.localdate()
    due_on = today + datetime.timedelta(days=30)
    asked = Assignment(path=PathPage.objects.first(), opens_on=today, due_on=due_on)
    return assign(town_hall, asked, None, now)


def worker(port: int) -> subprocess.Popen:
    """Start a worker whose mail goes to this process."""
    program = (
        "import django; django.setup(); from django.conf import settings;"
        "settings.EMAIL_BACKEND = 'django.core.mail.backends.smtp.EmailBackend';"
        f"settings.EMAIL_HOST, settings.EMAIL_PORT = '127.0.0.1', {port};"
        "from django.core.management import call_command; call_command('db_worker', verbosity=0)"
    )
    return subprocess.Popen([sys.executable, "-c", program], stderr=subprocess.DEVNULL)  # noqa: S603


def enqueue() -> None:
    for number in reminding.to_send(timezone.now()).values_list("pk", flat=True):
        tasks.send_reminder.enqueue(number)


def main() -> None:
    reminding.note(make_readers(), timezone.now())
    waiting = Reminder.objects.filter(sent_at=None)
    start = time.monotonic()
    with sink() as (port, received):
        enqueue()
        for death in range(1, DEATHS + 1):
            running = worker(port)
            while len(received) < death * PEOPLE // (DEATHS + 1):
                time.sleep(0.001)
            running.kill()
            running.wait()
            time.sleep(0.2)  # what had left this process reaches the server
            sys.stdout.write(f"killed at {len(received)} mails, {waiting.count()} to send\n")
        last = worker(port)
        # What a dead worker holds is free after a while: as the schedule does, ask again.
        while waiting.exists() and time.monotonic() - start < 3600:
            time.sleep(5)
            if waiting.count() <= DEATHS:
                enqueue()
        last.terminate()
        last.wait()
        readers = {message["To"] for message in received}
        ids = {message["Message-ID"] for message in received}
    spent = time.monotonic() - start
    sys.stdout.write(
        f"{len(received)} mails, {len(readers)} readers, {len(ids)} Message-IDs, {spent:.0f} s\n"
    )
    if not len(received) == len(readers) == len(ids) == PEOPLE:
        raise SystemExit("some are lost, or twice")


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    if not PathPage.objects.exists():
        call_command("load_curriculum", verbosity=0)
    main()
