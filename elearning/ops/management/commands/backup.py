import subprocess
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from elearning.ops import backups


class Command(BaseCommand):
    help = "Copy the database, the files and the keys into a new folder; the service may go on."

    def add_arguments(self, parser):
        parser.add_argument(
            "folder",
            nargs="?",
            type=Path,
            default=settings.DATA_DIR / "backups",
            help="where the new folder is made (DATA/backups)",
        )

    def handle(self, *, folder, **options):
        try:
            made = backups.make(folder, timezone.now())
        except (OSError, subprocess.CalledProcessError) as fault:
            raise CommandError(f"refused: {fault}") from fault
        self.stdout.write(_("Backup made: %(folder)s") % {"folder": made})
