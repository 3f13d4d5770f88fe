"""Time a manager's pages with 50 people and 5,000, and with few campaigns and 1,000.

DATA=<an empty folder> python -m bench.teams

Processor time of this process, database included (SQLite runs in it), through the whole stack of
middleware, without a socket. The aim is a ratio: 1.5 at most.
"""

import datetime
import os
import statistics
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "elearning.settings.demo")
django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from courses.assignments.actions import assign  # noqa: E402
from courses.assignments.models import Assignment, Fulfilment  # noqa: E402
from courses.models import PathPage  # noqa: E402
from elearning.accounts.models import Learner  # noqa: E402
from elearning.organisations import actions as organisations  # noqa: E402
from elearning.organisations.models import Membership, Organisation  # noqa: E402

RUNS, MOST = 30, 1.5
SIZES = {"small": (50, 5), "large": (5_000, 1_000)}  # people, campaigns


def make_team(name: str, people: int, campaigns: int, user) -> Organisation:
    """Return a team, made once for a folder: its campaigns follow, a third have done the last."""
    if made := Organisation.objects.filter(name=name).first():
        return made
    now = timezone.now()
    month_ago = now - datetime.timedelta(days=30)
    organisation = Organisation.objects.create(name=name, department="71")
    manager = organisations.ask_to_manage(organisation, user, "secrétaire", now)
    organisations.validate(manager, None, now)
    learners = Learner.objects.bulk_create(Learner() for _ in range(people))
    Membership.objects.bulk_create(
        Membership(organisation=organisation, learner=learner, joined_at=month_ago)
        for learner in learners
    )
    path, today = PathPage.objects.first(), timezone.localdate()
    for _ in range(campaigns):
        running = Assignment.objects.running().filter(organisation=organisation)
        running.update(ended_at=month_ago)
        asked = Assignment(path=path, opens_on=today, due_on=today, message="Deux heures.")
        last = assign(organisation, asked, user, now - datetime.timedelta(days=20))
    Fulfilment.objects.bulk_create(
        Fulfilment(assignment=last, learner=learner, done_at=now - datetime.timedelta(days=9))
        for learner in learners[: people // 3]
    )
    return organisation


def median(browser: Client, url: str) -> tuple[float, int]:
    """Return the time of a page in milliseconds, and its queries."""
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        response = browser.get(url)
        times.append(1000 * (time.process_time() - start))
        if response.status_code != 200:
            raise RuntimeError(f"{url}: {response.status_code}")
    with CaptureQueriesContext(connection) as queries:
        browser.get(url)
    return statistics.median(times), len(queries)


def main() -> None:
    user, _made = get_user_model().objects.get_or_create(email="banc@mairie.example")
    teams = {name: make_team(name, *size, user) for name, size in SIZES.items()}
    start = time.process_time()
    call_command("follow_assignments")
    sys.stdout.write(f"counting, once a week: {time.process_time() - start:.1f} s\n")
    browser = Client(SERVER_NAME="127.0.0.1")
    browser.force_login(user)
    session = browser.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    over = []
    for page in ("team", "campaigns", "campaign"):
        found = {}
        for name, team in teams.items():
            last = team.assignments.order_by("-pk").first()
            url = {
                "team": f"/equipe/{team.pk}/",
                "campaigns": f"/equipe/{team.pk}/formations/",
                "campaign": f"/equipe/formations/{last.pk}/",
            }[page]
            found[name] = median(browser, url)
        (small, few), (large, many) = found["small"], found["large"]
        ratio = large / small
        sys.stdout.write(
            f"{page:10} {small:6.1f} ms, {few} queries; {large:6.1f} ms, {many} queries; "
            f"{ratio:.2f} times (most {MOST})\n"
        )
        if ratio > MOST:
            over.append(page)
    if over:
        raise SystemExit(f"over: {', '.join(over)}")


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if not PathPage.objects.exists():
        call_command("load_curriculum", verbosity=0)
    main()
