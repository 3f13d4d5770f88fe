import sys

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from elearning.ops.examinations import examine


class Command(BaseCommand):
    help = "Say what is wrong with this installation; exits 0, 1 (to look at) or 2 (serious)."
    requires_system_checks = ()  # it tells of them itself

    def handle(self, **options):
        findings = list(examine())
        for finding in findings:
            style = self.style.ERROR if finding.serious else self.style.WARNING
            self.stdout.write(style(f"- {finding.sentence}"))
        if not findings:
            self.stdout.write(self.style.SUCCESS(_("Nothing is wrong.")))
        code = max((2 if finding.serious else 1 for finding in findings), default=0)
        if code:
            sys.exit(code)
