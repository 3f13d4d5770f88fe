"""What the commands of the curriculum share: the folder they read, and how it is refused."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from courses.curriculum.faults import Fault, InvalidCurriculum
from courses.curriculum.schema import Curriculum, parse

CONTENT = settings.BASE_DIR / "courses" / "curriculum" / "content"
REFUSED, USAGE = 1, 2


def read_folder(folder: Path) -> Curriculum:
    """Return the curriculum of a folder; a command ends here when it cannot be read."""
    if not folder.is_dir():
        raise CommandError(_("%(folder)s is not a folder.") % {"folder": folder}, returncode=USAGE)
    try:
        return parse(folder)
    except InvalidCurriculum as invalid:
        raise refused(invalid) from None


def refused(invalid: InvalidCurriculum) -> CommandError:
    return CommandError("\n".join(map(words, invalid.faults)), returncode=REFUSED)


def words(fault: Fault) -> str:
    """Return a fault in the language of the command."""
    message = _(fault.message)
    return f"{fault.place}: {message % fault.params if fault.params else message}"
