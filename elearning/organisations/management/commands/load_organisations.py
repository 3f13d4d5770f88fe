from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from elearning.organisations import reference

REFUSED, USAGE = 1, 2


class Command(BaseCommand):
    help = "Load the official list of communes, groupings and départements; twice changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path, default=reference.REFERENCE)
        parser.add_argument("--dry-run", action="store_true", help="tell, and write nothing")

    def handle(self, *, file, dry_run, **options):
        try:
            rows = reference.read(file)
        except OSError as fault:
            raise CommandError(str(fault), returncode=USAGE) from fault
        except reference.InvalidReference as fault:
            raise CommandError(
                _("The list cannot be read: %(fault)s") % {"fault": fault}, returncode=REFUSED
            ) from fault
        with transaction.atomic():
            loaded = reference.load(rows)
            transaction.set_rollback(dry_run)
        self.stdout.write(
            _("Organisations: %(created)s created, %(changed)s changed, %(gone)s gone")
            % vars(loaded)
        )
