from django.utils import timezone
from django_tasks import task

from elearning.organisations import announcing, sending, telling


@task()
def send_invitation(invitation_id: int) -> None:
    sending.send(invitation_id, timezone.now())


@task()
def send_announcement(announcement_id: int) -> None:
    announcing.send(announcement_id, timezone.now())


@task()
def send_manager_notice(notice_id: int) -> None:
    telling.send(notice_id, timezone.now())
