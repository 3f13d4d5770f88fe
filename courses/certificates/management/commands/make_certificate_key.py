from django.core.management.base import BaseCommand

from courses.certificates import keys


class Command(BaseCommand):
    help = "Make the key that signs certificates, where there is none, or another one in its place."

    def add_arguments(self, parser):
        parser.add_argument(
            "--rotate", action="store_true", help="make another; what the old one signed stays good"
        )
        parser.add_argument("--dry-run", action="store_true", help="write nothing")

    def handle(self, rotate, dry_run, **options):
        current = keys.public_keys()
        if current and not rotate:
            self.stdout.write(f"{current[0].id} signs")
        elif dry_run:
            self.stdout.write("a new key would sign")
        else:
            self.stdout.write(f"{keys.make()} signs from now on")
