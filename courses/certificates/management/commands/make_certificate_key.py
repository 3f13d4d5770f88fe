from django.conf import settings
from django.core.management.base import BaseCommand

from courses.certificates import keys, seal


class Command(BaseCommand):
    help = (
        "Make what certificates are signed with, where there is none, or anew: the key of the "
        "badges and, unless CERTIFICATE_SEAL names one, the certificate that seals PDFs."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--rotate", action="store_true", help="make another; what the old one signed stays good"
        )
        parser.add_argument("--dry-run", action="store_true", help="write nothing")

    def handle(self, rotate, dry_run, **options):
        steps = [("badges", keys.public_keys, keys.make)]
        if not settings.CERTIFICATE_SEAL:
            steps.append(("PDFs", seal.certificates, seal.make))
        for what, present, make in steps:
            if present() and not rotate:
                self.stdout.write(f"{what}: a key signs already")
            elif dry_run:
                self.stdout.write(f"{what}: a new key would sign")
            else:
                make()
                self.stdout.write(f"{what}: a new key signs from now on")
