import logging
import time

from django.core.cache import cache
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from elearning.ops.schedule import HEARTBEAT, SCHEDULE

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Run the periodic commands of elearning.ops.schedule, for ever."

    def handle(self, **options):
        due = dict.fromkeys(SCHEDULE, time.monotonic())
        while True:
            name = min(due, key=due.__getitem__)
            time.sleep(max(0, due[name] - time.monotonic()))
            cache.set(HEARTBEAT, timezone.now(), timeout=None)
            due[name] = time.monotonic() + SCHEDULE[name]
            try:
                call_command(name, verbosity=0)
            except Exception:
                # One job's failure must not stop the others; its next turn comes.
                logger.exception("scheduled command %s failed", name)
