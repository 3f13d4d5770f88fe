import datetime

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

LIMIT = datetime.timedelta(minutes=10)
MOST_TRIES = 3


class Command(BaseCommand):
    help = "Free the jobs whose worker died: they run again, three times at most."

    def handle(self, **options):
        now = timezone.now()
        with transaction.atomic():
            lost = DBTaskResult.objects.running().filter(started_at__lt=now - LIMIT)
            for job in lost.select_for_update(skip_locked=True):
                again = len(job.worker_ids) < MOST_TRIES
                job.status = TaskResultStatus.READY if again else TaskResultStatus.FAILED
                job.finished_at = None if again else now
                job.save(update_fields=["status", "finished_at"])
                self.stdout.write(f"{job.task_path} {job.id}: {job.status.lower()}")
