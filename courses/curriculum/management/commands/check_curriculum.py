from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from courses.curriculum import checks
from courses.curriculum.commands import CONTENT, REFUSED, read_folder, words


class Command(BaseCommand):
    help = "Check the files of a curriculum: faults end with 1, advice does not."

    def add_arguments(self, parser):
        parser.add_argument("folder", nargs="?", type=Path, default=CONTENT)

    def handle(self, folder, **options):
        curriculum = read_folder(folder)
        for advice in checks.advice(curriculum):
            self.stdout.write(_("advice: %(advice)s") % {"advice": words(advice)})
        if faults := checks.faults(curriculum):
            raise CommandError("\n".join(map(words, faults)), returncode=REFUSED)
        self.stdout.write(
            _("No fault in %(modules)d modules, %(lessons)d lessons, %(questions)d questions.")
            % {
                "modules": len(curriculum.modules),
                "lessons": sum(len(folder.lessons) for folder in curriculum.modules),
                "questions": len(curriculum.questions()),
            }
        )
