from django.core.management.base import BaseCommand
from django.utils import timezone

from elearning.organisations import inviting


class Command(BaseCommand):
    help = "Send the invitations that have not left yet: those of a worker or mail server stopped."

    def handle(self, **options):
        self.stdout.write(f"invitations: {inviting.send_waiting(timezone.now())}")
