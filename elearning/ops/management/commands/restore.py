import datetime
import subprocess
from pathlib import Path

from django.core.cache import cache
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from elearning.ops import backups
from elearning.ops.schedule import HEARTBEAT

STILL_RUNS = datetime.timedelta(minutes=3)


class Command(BaseCommand):
    help = "Put a backup in the place of the database, the files and the keys; stop the service."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="what `backup` made")
        parser.add_argument("--dry-run", action="store_true", help="check the backup only")
        parser.add_argument("--replace", action="store_true", help="yes, lose what is there now")

    def handle(self, *, folder, dry_run, replace, **options):
        try:
            manifest = backups.check(folder)
            if dry_run:
                total = sum(manifest["rows"].values())
                self.stdout.write(_("This backup is whole: %(rows)s rows.") % {"rows": total})
                return
            if not replace:
                raise CommandError("refused: what is there now would be lost; say --replace")
            beat = cache.get(HEARTBEAT)
            if beat and timezone.now() - beat < STILL_RUNS:
                raise CommandError("refused: the service runs; stop it, and wait three minutes")
            rows = backups.restore(folder)
        except (OSError, subprocess.CalledProcessError, backups.BadBackup) as fault:
            raise CommandError(f"refused: {fault}") from fault
        self.stdout.write(_("Restored: %(rows)s rows.") % {"rows": sum(rows.values())})
