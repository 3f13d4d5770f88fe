from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils.translation import gettext as _

from courses import booklet
from courses.models import ModulePage

# The modules that serve most those who live without a screen.
USUAL = [
    "reperer-un-message-piege",
    "des-mots-de-passe-solides",
    "argent-faux-conseiller-faux-achats",
]
REFUSED = 1


class Command(BaseCommand):
    help = "Make the booklet, an accessible A5 PDF, and offer it on the site."

    def add_arguments(self, parser):
        parser.add_argument("modules", nargs="*", help="slugs of modules, in order")
        parser.add_argument("--output", type=Path, help="write it there instead of on the site")

        parser.add_argument("--missing", action="store_true", help="only if there is none yet")

    def handle(self, modules, output, missing, **options):
        if missing and booklet.kilobytes() is not None:
            return
        slugs = modules or USUAL
        known = set(ModulePage.objects.live().values_list("slug", flat=True))
        if modules and (unknown := set(slugs) - known):
            message = _("No module has the slug “%(slug)s”.") % {"slug": min(unknown)}
            raise CommandError(message, returncode=REFUSED)
        if not known.intersection(slugs):
            raise CommandError(_("No module to put in the booklet."), returncode=REFUSED)
        pdf = booklet.make(slugs)
        if output:
            output.write_bytes(pdf)
        else:
            booklet.keep(pdf)
        place = output or reverse("booklet")
        self.stdout.write(
            _("Booklet: %(place)s, %(size)d kB") % {"place": place, "size": len(pdf) // 1000}
        )
