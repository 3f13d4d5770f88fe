from django.utils import timezone
from django_tasks import task

from courses.assignments import reminding


@task()
def send_reminder(reminder_id: int) -> None:
    reminding.send(reminder_id, timezone.now())
