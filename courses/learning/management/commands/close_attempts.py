from django.core.management.base import BaseCommand
from django.utils import timezone

from courses.learning.actions import close_overdue
from quizzes.models import Attempt


class Command(BaseCommand):
    help = "Store the result of the attempts whose time is over."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="only say how many there are")

    def handle(self, dry_run, verbosity, **options):
        now = timezone.now()
        if dry_run:
            open_ones = Attempt.objects.past_deadline(now).select_related("edition")
            closed = sum(attempt.is_overdue(now) for attempt in open_ones)
        else:
            closed = close_overdue(now)
        if verbosity:
            self.stdout.write(f"{closed} attempts closed" + " (dry run)" * dry_run)
