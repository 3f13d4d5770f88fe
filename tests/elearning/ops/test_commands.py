"""The commands that keep the service going."""

import datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command, get_commands
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks.signals import task_started
from django_tasks_db.models import DBTaskResult
from wagtail.tasks import update_reference_index_task

from elearning.ops.management.commands import run_schedule
from elearning.ops.schedule import SCHEDULE

MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def job(db):
    """Make a job that a worker began so long ago, that it has so many times."""

    def job(begun=11 * MINUTE, tries=1, status=TaskResultStatus.RUNNING):
        return DBTaskResult.objects.create(
            status=status,
            started_at=timezone.now() - begun,
            worker_ids=[f"worker-{number}" for number in range(tries)],
            task_path="quizzes.tasks.rebuild_editions",
            backend_name="default",
            run_after=timezone.now(),
            args_kwargs={"args": [], "kwargs": {}},
        )

    return job


def reap():
    output = StringIO()
    call_command("reap_tasks", stdout=output)
    return output.getvalue()


def test_a_job_whose_worker_died_runs_again(job):
    lost = job()

    assert "rebuild_editions" in reap()

    lost.refresh_from_db()
    assert lost.status == TaskResultStatus.READY
    assert lost in DBTaskResult.objects.ready()


def test_a_job_that_killed_three_workers_has_failed(job):
    lost = job(tries=3)

    reap()

    lost.refresh_from_db()
    assert lost.status == TaskResultStatus.FAILED
    assert lost.finished_at is not None


@pytest.mark.parametrize(
    "state",
    [
        {"begun": 9 * MINUTE},
        {"status": TaskResultStatus.SUCCESSFUL},
        {"status": TaskResultStatus.FAILED},
        {"status": TaskResultStatus.READY},
    ],
    ids=str,
)
def test_other_jobs_are_left_alone(job, state):
    other = job(**state)

    assert reap() == ""

    before = other.status
    other.refresh_from_db()
    assert other.status == before


def test_a_job_that_begins_drops_its_repeats(settings, db):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    update = update_reference_index_task
    begun, _same, other = (update.enqueue("quizzes", "quiz", pk) for pk in ("1", "1", "2"))
    waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY)
    DBTaskResult.objects.get(pk=begun.id).claim("worker")

    task_started.send(sender=None, task_result=begun)

    assert [str(job.pk) for job in waiting] == [other.id]


def test_every_scheduled_command_exists():
    assert set(SCHEDULE) <= set(get_commands())
    assert all(seconds >= 60 for seconds in SCHEDULE.values())


class Stop(BaseException):
    """Ends a command that runs for ever."""


@pytest.fixture
def run_for(monkeypatch):
    """Run the scheduler for so many seconds of a clock that costs none; return what it ran."""

    def run_for(seconds, faulty=()):
        clock, ran = [0.0], []

        def sleep(pause):
            clock[0] += pause
            if clock[0] > seconds:
                raise Stop

        def call(name, **options):
            ran.append(name)
            if name in faulty:
                raise RuntimeError(name)

        monkeypatch.setattr(run_schedule.time, "monotonic", lambda: clock[0])
        monkeypatch.setattr(run_schedule.time, "sleep", sleep)
        monkeypatch.setattr(run_schedule, "call_command", call)
        with pytest.raises(Stop):
            call_command("run_schedule")
        return ran

    return run_for


def test_the_schedule_runs_everything_at_once_then_each_in_its_time(run_for):
    ran = run_for(3600)

    assert set(ran[: len(SCHEDULE)]) == set(SCHEDULE)
    for name, pause in SCHEDULE.items():
        assert ran.count(name) == 1 + 3600 // pause


def test_a_command_that_fails_stops_no_other_and_is_run_again(run_for):
    ran = run_for(300, faulty={"publish_scheduled"})

    assert ran.count("publish_scheduled") == 6
    assert ran.count("reap_tasks") == 2


def test_the_demonstration_is_refused_outside_its_own_settings():
    with pytest.raises(CommandError, match="refused"):
        call_command("demo")
