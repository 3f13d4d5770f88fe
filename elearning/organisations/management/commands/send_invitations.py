from django.core.management.base import BaseCommand
from django.utils import timezone

from elearning.organisations import actions, following, inviting


class Command(BaseCommand):
    help = (
        "Send the invitations, announcements and notices to managers that have not left yet, since "
        "a worker or a mail server had stopped."
    )

    def handle(self, **options):
        now = timezone.now()
        self.stdout.write(f"invitations: {inviting.send_waiting(now)}")
        self.stdout.write(f"announcements: {following.announce_waiting(now)}")
        self.stdout.write(f"notices to managers: {actions.tell_waiting(now)}")
