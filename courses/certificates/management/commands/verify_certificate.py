from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from courses.certificates import verification
from courses.certificates.documents import STANDING, facts_of, state_words


class Command(BaseCommand):
    help = "Say whether a certificate is ours and stands. Exit 0: it does; 1: it does not."

    def add_arguments(self, parser):
        parser.add_argument("proof", help="a PDF or badge file, a code, or an address of this site")

    def handle(self, proof, **options):
        try:
            certificate = self.find(proof)
        except verification.Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        today = localdate()
        self.tell(certificate, today)
        if certificate.state_on(today) not in STANDING:
            raise CommandError(f"{certificate}: {state_words(certificate, today)}")

    def find(self, proof):
        try:
            return verification.by_file(Path(proof).read_bytes())
        except FileNotFoundError:
            return verification.by_words(proof)
        except OSError as fault:
            raise CommandError(f"{proof}: {fault.strerror}", returncode=2) from fault

    def tell(self, certificate, today):
        facts = facts_of(certificate, today)
        self.stdout.write(certificate.title)
        if certificate.shown_name:
            self.stdout.write(certificate.shown_name)
        for line in facts["lines"]:
            self.stdout.write(_("%(label)s: %(value)s") % line)
        for objective in certificate.objectives:
            self.stdout.write(f"- {objective}")
        self.stdout.write(certificate.words)
