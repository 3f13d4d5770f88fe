from django.utils import timezone
from django_tasks import task

from elearning.organisations import sending


@task()
def send_invitation(invitation_id: int) -> None:
    sending.send(invitation_id, timezone.now())
