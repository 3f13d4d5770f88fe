from django.core.management.base import BaseCommand, CommandError

from quizzes.rescoring import differences


class Command(BaseCommand):
    help = "Recompute every stored score from stored answers, and list those that differ."

    def add_arguments(self, parser):
        parser.add_argument(
            "--check", action="store_true", required=True, help="write nothing (there is no other)"
        )

    def handle(self, **options):
        found = list(differences())
        for line in found:
            self.stdout.write(line)
        if found:
            raise CommandError(f"{len(found)} scores differ from their answers.", returncode=1)
        self.stdout.write("Every score is that of its answers.")
