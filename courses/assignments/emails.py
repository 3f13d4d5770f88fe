"""The reminder itself: nothing that one must click, and a way to have no more."""

from django.core import signing
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from courses.assignments.models import Reminder
from courses.certificates import issuer
from elearning.accounts.models import Learner
from elearning.dates import date_format
from elearning.mail import compose

SALT = "no more reminders"


def message(reminder: Reminder, address: str) -> EmailMessage:
    assignment = reminder.assignment
    own_day = assignment.own_days.filter(learner=reminder.learner_id).first()
    day = date_format((own_day or assignment).due_on)
    subject = _("“%(title)s”, to complete by %(day)s") % {
        "title": assignment.path.title,
        "day": day,
    }
    stop_url = issuer.url(stop_path(reminder.learner))
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
        "List-Unsubscribe": f"<{stop_url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    return compose(subject, text, address, headers)


def stop_path(learner: Learner) -> str:
    """Return the address where a learner stops the reminders, or has them again."""
    return reverse("stop_reminders", args=[token(learner.pk)])


def token(learner_id) -> str:
    """Return what proves, in a link, that a reminder was read: it stops them, and does no more."""
    return signing.Signer(salt=SALT).sign(learner_id.hex)


def learner_id_of(token: str) -> str:
    """Return whose reminders a link stops. Raises signing.BadSignature."""
    return signing.Signer(salt=SALT).unsign(token)
