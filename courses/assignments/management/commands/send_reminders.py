from django.core.management.base import BaseCommand
from django.utils import timezone

from courses.assignments import reminding, rules, tasks


class Command(BaseCommand):
    help = (
        "Remind people of the paths their organisations ask for, 14 and 3 days before the last "
        "one, and when a manager asked; on working days, from 9 to 17."
    )

    def handle(self, **options):
        now = timezone.now()
        if not rules.is_office_hour(timezone.localtime(now)):
            self.stdout.write("reminders: none outside office hours")
            return
        reminding.note_due(now)
        waiting = list(reminding.to_send(now).values_list("pk", flat=True))
        for number in waiting:
            tasks.send_reminder.enqueue(number)
        self.stdout.write(f"reminders: {len(waiting)}")
