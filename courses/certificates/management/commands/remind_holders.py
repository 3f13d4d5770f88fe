from django.core.management.base import BaseCommand
from django.utils import timezone

from courses.certificates import notices, tasks


class Command(BaseCommand):
    help = (
        "Send what is due to the holders of certificates: reminders 60, 30 and 7 days before the "
        "end, once each, and what could not be sent before."
    )

    def handle(self, **options):
        now = timezone.now()
        notices.note_reminders(now, timezone.localdate(now))
        waiting = list(notices.to_send(now).values_list("pk", flat=True))
        for number in waiting:
            tasks.send_notice.enqueue(number)
        self.stdout.write(f"notices: {len(waiting)}")
