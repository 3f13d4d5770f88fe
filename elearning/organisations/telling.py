"""How the managers of an organisation learn, once, who has come to manage it or has stopped."""

import datetime

from allauth.account.models import EmailAddress

from elearning.mail import deliver, take
from elearning.organisations import emails
from elearning.organisations.models import Manager, ManagerNotice

TRIED_FOR = datetime.timedelta(days=5)  # a week-end, and a mail server that is down


def note(manager: Manager, kind: str, now: datetime.datetime) -> None:
    """Write a message to whom it is about and, once validated, to each of the other managers."""
    others = Manager.objects.validated().filter(organisation=manager.organisation_id)
    readers = {manager.user_id}
    if Manager.objects.filter(pk=manager.pk).exclude(validated_at=None).exists():
        readers.update(others.values_list("user", flat=True))
    ManagerNotice.objects.bulk_create(
        (
            ManagerNotice(manager=manager, reader_id=reader, kind=kind, created_at=now)
            for reader in readers
        ),
        ignore_conflicts=True,
    )


def waiting(now: datetime.datetime):
    return ManagerNotice.objects.filter(sent_at=None, created_at__gte=now - TRIED_FOR)


def send(notice_id: int, now: datetime.datetime) -> None:
    """Send a notice, unless somebody else does, or its reader manages no more. Raises OSError."""
    this = ManagerNotice.objects.filter(pk=notice_id)
    if not take(this.filter(sent_at=None), now):
        return
    notice = this.select_related("manager__organisation", "manager__user").get()
    duties = Manager.objects.validated().filter(organisation=notice.manager.organisation_id)
    confirmed = EmailAddress.objects.filter(user=notice.reader_id, verified=True)
    address = confirmed.order_by("-primary").first()
    manages = duties.filter(user=notice.reader_id).exists()
    told_to_stop = notice.is_to_whom_it_is_about and notice.kind == ManagerNotice.Kind.LEFT
    if address is None or manages == told_to_stop:
        notice.delete()
        return
    message = emails.manager_message(notice, address.email)
    deliver(this, message, now, waiting={"sent_at": None}, sent={"sent_at": now})
