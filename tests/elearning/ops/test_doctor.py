"""The doctor names what is wrong, and what to do about it, and says nothing of what is right."""

import datetime
from io import StringIO

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from wagtail.models import Site

from elearning.cms.models import SiteSettings
from elearning.ops import examinations
from elearning.ops.schedule import HEARTBEAT
from tests.factories import FactFactory, make_home

pytestmark = pytest.mark.django_db


@pytest.fixture
def healthy(monkeypatch):
    """An installation in which everything is in order."""
    monkeypatch.setattr(examinations, "_deployment", lambda: ())
    make_home()
    cache.set(HEARTBEAT, timezone.now(), None)
    return SiteSettings.objects.create(
        site=Site.objects.get(is_default_site=True),
        publication_director="A. Martin",
        contact_email="a@b.example",
        host="Hébergeur",
        dpo_contact="dpo@b.example",
        security_contact="mailto:s@b.example",
        security_expires_on=timezone.localdate() + datetime.timedelta(days=30),
    )


def doctor():
    output, code = StringIO(), 0
    try:
        call_command("doctor", stdout=output)
    except SystemExit as end:
        code = end.code
    return code, output.getvalue()


def test_nothing_is_said_of_what_is_right(healthy):
    assert doctor() == (0, "Rien à signaler.\n")


def test_a_fact_past_its_date(healthy):
    today = timezone.localdate()
    FactFactory(
        verified_on=today - datetime.timedelta(days=90),
        verify_again_on=today - datetime.timedelta(days=1),
    )

    code, said = doctor()

    assert code == 1
    assert "1 faits" in said


def test_a_schedule_that_stopped(healthy):
    cache.set(HEARTBEAT, timezone.now() - datetime.timedelta(minutes=11), None)

    code, said = doctor()

    assert code == 1
    assert "run_schedule" in said


def test_a_worker_that_stopped(healthy):
    job = DBTaskResult.objects.create(
        status=TaskResultStatus.READY,
        task_path="quizzes.tasks.rebuild_editions",
        backend_name="default",
        run_after=timezone.now(),
        args_kwargs={"args": [], "kwargs": {}},
    )
    eleven = timezone.now() - datetime.timedelta(minutes=11)
    DBTaskResult.objects.filter(pk=job.pk).update(enqueued_at=eleven)

    code, said = doctor()

    assert code == 2
    assert "worker" in said


def test_what_the_law_wants_and_nobody_filled_in(healthy):
    SiteSettings.objects.update(dpo_contact="", security_expires_on=None)

    code, said = doctor()

    assert code == 1
    assert "délégué à la protection des données" in said
    assert "security.txt" in said


def test_a_mail_server_that_does_not_answer(healthy, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    code, said = doctor()

    assert code == 2
    assert "EMAIL_HOST" in said


def test_an_unsafe_setting_is_told(healthy, settings):
    settings.WAGTAILIMAGES_EXTENSIONS = ["svg"]

    code, said = doctor()

    assert code == 2
    assert "elearning.E002" in said


def test_little_room_on_the_disk(healthy, monkeypatch):
    usage = examinations.shutil.disk_usage("/")
    monkeypatch.setattr(examinations.shutil, "disk_usage", lambda path: usage._replace(free=5))

    code, said = doctor()

    assert code == 1
    assert "disque" in said
