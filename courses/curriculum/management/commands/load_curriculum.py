from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from courses.curriculum.commands import CONTENT, REFUSED, USAGE, read_folder
from courses.curriculum.ledger import Missing, Standing
from courses.curriculum.loader import Loader, Outcome
from courses.curriculum.schema import Curriculum
from courses.curriculum.schema.modules import ModuleFolder

COUNTED = {
    Standing.NEW: "created",
    Standing.DRAFT: "created",
    Standing.CHANGED: "updated",
    Standing.SAME: "unchanged",
}


class Command(BaseCommand):
    help = "Load the curriculum of a folder; what was edited since it was loaded is left alone."

    def add_arguments(self, parser):
        parser.add_argument("folder", nargs="?", type=Path, default=CONTENT)
        parser.add_argument("--dry-run", action="store_true", help="tell, and write nothing")
        parser.add_argument("--module", metavar="SLUG", help="load this module only")

    def handle(self, folder, dry_run, module, **options):
        curriculum = read_folder(folder)
        modules = chosen(curriculum, module)
        try:
            if dry_run:
                self._rehearse(curriculum, modules)
            else:
                Loader(curriculum, self.tell).load(modules)
        except Missing as missing:
            message = _("Not loaded: %(what)s is needed, and is not there.") % {"what": missing}
            raise CommandError(message, returncode=REFUSED) from None

    def _rehearse(self, curriculum: Curriculum, modules: Sequence[ModuleFolder]) -> None:
        loader = Loader(curriculum, self.tell)
        with transaction.atomic():
            loader.load(modules)
            transaction.set_rollback(True)
        for file in loader.files:
            file.delete(save=False)
        self.stdout.write(_("This was a rehearsal: nothing was written."))

    def tell(self, title: str, outcomes: Sequence[Outcome]) -> None:
        """Say what became of the objects of a module, in numbers, and name those left alone."""
        counts = Counter(COUNTED.get(outcome.standing, "left") for outcome in outcomes)
        numbers = {name: counts[name] for name in ("created", "updated", "unchanged", "left")}
        line = _(
            "%(title)s: %(created)d created, %(updated)d updated, %(unchanged)d unchanged, "
            "%(left)d left alone"
        )
        self.stdout.write(line % (numbers | {"title": title}))
        for outcome in outcomes:
            if outcome.standing not in COUNTED:
                name = {"name": outcome.name}
                self.stdout.write(f"  {left_alone(outcome.standing) % name}")


def chosen(curriculum: Curriculum, slug: str | None) -> Sequence[ModuleFolder]:
    if slug is None:
        return curriculum.modules
    found = [folder for folder in curriculum.modules if folder.module.slug == slug]
    if not found:
        message = _("No module has the slug “%(slug)s”.") % {"slug": slug}
        raise CommandError(message, returncode=USAGE)
    return found


def left_alone(standing: Standing) -> str:
    return {
        Standing.EDITED: _("%(name)s: edited since it was loaded, left alone"),
        Standing.REMOVED: _("%(name)s: removed since it was loaded, left out"),
        Standing.FOREIGN: _("%(name)s: made by hand, left alone"),
    }[standing]
