"""What may be wrong with an installation, each told in a sentence that says what to do."""

import datetime
import shutil
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.core import checks
from django.core.cache import cache
from django.core.mail import get_connection
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks_db.models import DBTaskResult
from wagtail.models import Site

from elearning.cms.models import SiteSettings
from elearning.facts.models import Fact
from elearning.ops.schedule import HEARTBEAT

TOO_LONG = datetime.timedelta(minutes=10)
LITTLE_ROOM = 1_000_000_000  # bytes


@dataclass(frozen=True)
class Finding:
    """What is wrong; `serious` when the service cannot be trusted as it is."""

    sentence: str
    serious: bool = False


def examine() -> Iterator[Finding]:
    """Yield everything found, in the order in which one would mend it."""
    if connection_fails():
        yield Finding(_("The database does not answer: check DATABASE_URL."), serious=True)
        return
    for examination in (_database, _settings, _folders, _mail, _jobs, _site, _facts):
        yield from examination()


def connection_fails() -> bool:
    try:
        connection.ensure_connection()
    except connection.Database.Error:
        return True
    return False


def _database() -> Iterator[Finding]:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield Finding(_("The database is not up to date: run “migrate”."), serious=True)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            (verdict,) = cursor.execute("PRAGMA quick_check").fetchone()
        if verdict != "ok":
            yield Finding(_("The database is damaged: restore the last backup."), serious=True)


def _settings() -> Iterator[Finding]:
    if getattr(settings, "DEMO", False):
        yield Finding(_("These are the settings of the demonstration: not for a real service."))
    else:
        yield from _deployment()
    for message in checks.run_checks():
        if message.level >= checks.WARNING:
            yield Finding(f"{message.id}: {message.msg}", message.level >= checks.ERROR)


def _deployment() -> Iterator[Finding]:
    for message in checks.run_checks(tags=[checks.Tags.security], include_deployment_checks=True):
        yield Finding(f"{message.id}: {message.msg}", message.level >= checks.ERROR)


def _folders() -> Iterator[Finding]:
    free = shutil.disk_usage(settings.DATA_DIR).free
    if free < LITTLE_ROOM:
        yield Finding(
            _("Little room is left on the disk: %(size)s MB.") % {"size": free // 1_000_000}
        )


def _mail() -> Iterator[Finding]:
    try:
        mailer = get_connection()
        mailer.open()
        mailer.close()
    except OSError as error:
        yield Finding(
            _("The mail server does not answer (%(error)s): check EMAIL_HOST.")
            % {"error": error.__class__.__name__},
            serious=True,
        )


def _jobs() -> Iterator[Finding]:
    now = timezone.now()
    waiting = DBTaskResult.objects.ready().filter(enqueued_at__lt=now - TOO_LONG).count()
    if waiting:
        yield Finding(
            _("%(count)s jobs wait for more than ten minutes: is the worker running?")
            % {"count": waiting},
            serious=True,
        )
    beat = cache.get(HEARTBEAT)
    if beat is None or beat < now - TOO_LONG:
        yield Finding(_("The schedule has not run for ten minutes: start “run_schedule”."))


WANTED = (
    "publication_director",
    "contact_email",
    "host",
    "dpo_contact",
    "security_contact",
)


def _site() -> Iterator[Finding]:
    site = SiteSettings.of_site(Site.objects.filter(is_default_site=True).first())
    missing = [
        str(SiteSettings._meta.get_field(name).verbose_name)
        for name in WANTED
        if not getattr(site, name)
    ]
    if missing:
        yield Finding(
            _("The settings of the site lack: %(names)s.") % {"names": ", ".join(missing)}
        )
    expires = site.security_expires_on
    if site.security_contact and (expires is None or expires < timezone.localdate()):
        yield Finding(_("security.txt is out of date: check its contact, then its date."))


def _facts() -> Iterator[Finding]:
    late = Fact.objects.to_verify(timezone.localdate()).count()
    if late:
        yield Finding(_("%(count)s facts are to be verified.") % {"count": late})
