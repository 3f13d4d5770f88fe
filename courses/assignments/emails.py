"""The reminder itself: plain text, nothing that one must click, and a way to have no more."""

from collections.abc import Callable

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from courses.assignments.models import Reminder
from courses.certificates import issuer
from elearning.ops.once import send_once

SALT = "no more reminders"


def send(reminder: Reminder, address: str, take: Callable[[], None]) -> None:
    """Send a reminder to an address, calling `take` just before nothing can hold it back.

    Raises what elearning.ops.once.send_once raises.
    """
    assignment = reminder.assignment
    own_day = assignment.own_days.filter(learner=reminder.learner_id).first()
    day = date_format((own_day or assignment).due_on)
    subject = _("“%(title)s”, to complete by %(day)s") % {
        "title": assignment.path.title,
        "day": day,
    }
    stop_url = issuer.url(reverse("stop_reminders", args=[token(reminder.learner_id)]))
    facts = {
        "title": assignment.path.title,
        "organisation": assignment.organisation.name,
        "day": day,
        "site_url": issuer.url(),
        "stop_url": stop_url,
    }
    text = render_to_string("assignments/emails/reminder.txt", facts)
    # RFC 8058: a mail program may offer to stop these, in one click.
    headers = {
        "Message-ID": _message_id(reminder),
        "List-Unsubscribe": f"<{stop_url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    send_once(EmailMessage(subject, text, to=[address], headers=headers), take)


def _message_id(reminder: Reminder) -> str:
    """Return always the same for a reminder: mail programs drop a second copy.

    It is no number that follows another, from which a reader might tell how many were sent.
    """
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip(">")
    return f"<{salted_hmac('reminder', str(reminder.pk)).hexdigest()}@{host}>"


def token(learner_id) -> str:
    """Return what proves, in a link, that a reminder was read: it stops them, and does no more."""
    return signing.Signer(salt=SALT).sign(learner_id.hex)


def learner_id_of(token: str) -> str:
    """Return whose reminders a link stops. Raises signing.BadSignature."""
    return signing.Signer(salt=SALT).unsign(token)
