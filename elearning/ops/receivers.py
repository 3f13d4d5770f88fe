"""What the worker's own signal sets in motion: publishing asks for the same job again and again."""

from django.conf import settings
from django.dispatch import receiver
from django_tasks import TaskResultStatus
from django_tasks.signals import task_started
from django_tasks_db import DatabaseBackend
from django_tasks_db.models import DBTaskResult


@receiver(task_started)
def drop_repeats(task_result, **kwargs):
    """Drop the equal jobs that wait: what they were asked for is there for this one to read."""
    task = task_result.task
    if task.module_path in settings.ONE_FOR_ALL and isinstance(task.get_backend(), DatabaseBackend):
        DBTaskResult.objects.filter(
            status=TaskResultStatus.READY,
            task_path=task.module_path,
            args_kwargs={"args": task_result.args, "kwargs": task_result.kwargs},
        ).delete()
