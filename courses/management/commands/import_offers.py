from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from courses import actions, offers
from courses.models import OfferIndexPage

REFUSED, USAGE = 1, 2


class Command(BaseCommand):
    help = "Add the training offers of a CSV file as drafts; a faulty file adds none."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help=f"columns: {';'.join(offers.COLUMNS)}")
        parser.add_argument("--dry-run", action="store_true", help="tell, and write nothing")

    def handle(self, file, dry_run, **options):
        reading = offers.read(self._text(file), timezone.localdate())
        if reading.faults:
            line = _("line %(number)d: %(fault)s")
            told = [
                line % {"number": fault.line, "fault": _(fault.message) % fault.params}
                for fault in reading.faults
            ]
            raise CommandError("\n".join(told), returncode=REFUSED)
        index = OfferIndexPage.objects.first()
        if index is None:
            raise CommandError(_("The list of training offers is missing."), returncode=REFUSED)
        if dry_run:
            said = _("%(number)d offers can be read. This was a rehearsal: nothing was written.")
            self.stdout.write(said % {"number": len(reading.offers)})
            return
        added = actions.import_offers(index, reading.offers)
        known = len(reading.offers) - len(added)
        said = _("%(added)d offers added as drafts, %(known)d already there.")
        self.stdout.write(said % {"added": len(added), "known": known})

    def _text(self, file):
        try:
            return offers.decode(file.read_bytes())
        except (OSError, UnicodeDecodeError) as fault:
            raise CommandError(str(fault), returncode=USAGE) from None
