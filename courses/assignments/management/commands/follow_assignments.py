from django.core.management.base import BaseCommand
from django.utils import timezone

from courses.assignments import actions, counting, fulfilling
from courses.assignments.models import Assignment
from elearning.organisations.rules import counted_until


class Command(BaseCommand):
    help = (
        "Note who has done what organisations ask for, open the next period of what comes back, "
        "and count once a week what managers are told."
    )

    def handle(self, **options):
        now, today = timezone.now(), timezone.localdate()
        for assignment in Assignment.objects.open_on(today).select_related("path"):
            fulfilling.note(assignment)
        for assignment in Assignment.objects.to_renew(today):
            actions.open_next_period(assignment, now)
        until = counted_until(timezone.localtime(now))
        for assignment in Assignment.objects.to_count(until).select_related("path"):
            counting.count(assignment, until)
