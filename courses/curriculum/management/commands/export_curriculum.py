from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from courses.curriculum.commands import refused
from courses.curriculum.exporter import Exporter
from courses.curriculum.faults import InvalidCurriculum
from courses.curriculum.schema import Curriculum, parse
from courses.curriculum.writing import write


class Command(BaseCommand):
    help = "Write what is published as the files of a curriculum."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path)

    def handle(self, folder, **options):
        try:
            curriculum = Exporter().curriculum()
            check_readable(curriculum)
        except InvalidCurriculum as invalid:
            raise refused(invalid) from None
        write(curriculum, folder)
        for module in curriculum.modules:
            self.stdout.write(
                _("%(title)s: %(lessons)d lessons, %(questions)d questions")
                % {
                    "title": module.module.title,
                    "lessons": len(module.lessons),
                    "questions": len(module.questions),
                }
            )


def check_readable(curriculum: Curriculum) -> None:
    """Make sure that the files can be loaded, before those of an earlier export are replaced."""
    with TemporaryDirectory() as rehearsal:
        write(curriculum, Path(rehearsal))
        parse(Path(rehearsal))
