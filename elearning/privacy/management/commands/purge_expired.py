from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from elearning.privacy.retention import terms


class Command(BaseCommand):
    help = "Erase what has been kept long enough (docs/rgpd.md), and say what was done."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="say it without doing it")

    def handle(self, *, dry_run, verbosity, **options):
        now = timezone.now()
        sentence = _("%(rows)s: %(count)s due") if dry_run else _("%(rows)s: %(count)s done")
        for term in terms():
            count = term.apply(now, dry_run)
            if count or verbosity:
                sentence = (
                    _("%(rows)s: %(count)s due") if dry_run else _("%(rows)s: %(count)s done")
                )
                self.stdout.write(sentence % {"rows": term.rows, "count": count})
