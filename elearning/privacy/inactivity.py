"""Accounts that nobody uses: two notices, then the account is closed."""

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from elearning.accounts.models import User
from elearning.cms.models import SiteSettings
from elearning.mail import compose, deliver, take
from elearning.privacy.actions import let_go
from elearning.privacy.models import InactivityNotice

KEPT = datetime.timedelta(days=730)
FIRST_NOTICE = datetime.timedelta(days=60)  # before the end
LAST_NOTICE = datetime.timedelta(days=14)
TEXT = "privacy/emails/inactive.txt"


@dataclass(frozen=True)
class Sweep:
    """What a run found: notices that are due, accounts that are closed."""

    notices: int
    closed: int


def unused_since(moment: datetime.datetime) -> QuerySet[User]:
    """Return the accounts last used before a moment. Administrators' are closed by hand."""
    people = User.objects.filter(is_superuser=False)
    return people.annotate(since=Coalesce("last_login", "date_joined")).filter(since__lt=moment)


def sweep(now: datetime.datetime, dry_run: bool) -> Sweep:
    """Send the notices that are due, and close the accounts that had both and were not used."""
    over = _over(now)
    due = [(user, step) for user, step in _due(now) if user not in over]
    if not dry_run:
        for user, step in due:
            _send(user, step, now)
        for user in over:
            let_go(getattr(user, "learner", None), user)
    return Sweep(len(due), len(over))


def _over(now) -> list[User]:
    """Return the unused accounts whose last notice was sent long enough ago."""
    unused = {user.pk: user for user in unused_since(now - KEPT).select_related("learner")}
    notices = InactivityNotice.objects.filter(
        step=InactivityNotice.Step.LAST, user__in=unused, sent_at__lte=now - LAST_NOTICE
    )
    return [unused[one.user_id] for one in notices if one.since == unused[one.user_id].since]


def _due(now):
    """Yield each account with the notice that it has to be sent."""
    notices = InactivityNotice.objects.exclude(sent_at=None)
    sent = {(one.user_id, one.step, one.since): one.sent_at for one in notices}
    for user in unused_since(now - KEPT + FIRST_NOTICE).order_by("pk"):
        first = sent.get((user.pk, InactivityNotice.Step.FIRST, user.since))
        last = sent.get((user.pk, InactivityNotice.Step.LAST, user.since))
        if first is None:
            yield user, InactivityNotice.Step.FIRST
        elif last is None and first <= now - FIRST_NOTICE + LAST_NOTICE:
            yield user, InactivityNotice.Step.LAST


def _send(user, step, now) -> None:
    """Write the notice and send it: a failure, or a kill, leaves it to the next run."""
    notice, _made = InactivityNotice.objects.get_or_create(
        user=user, step=step, since=user.since, defaults={"sent_at": None}
    )
    site = SiteSettings.of_default_site()
    left = FIRST_NOTICE if step == InactivityNotice.Step.FIRST else LAST_NOTICE
    context = {
        "site": site,
        "end": max(user.since + KEPT, now + left),
        "sign_in": settings.WAGTAILADMIN_BASE_URL + reverse("account_login"),
        "my_data": settings.WAGTAILADMIN_BASE_URL + reverse("my_data"),
    }
    subject = _("Your account on %(site)s will be closed") % {"site": site.name}
    this = InactivityNotice.objects.filter(pk=notice.pk)
    if take(this.filter(sent_at=None), now):
        message = compose(subject, render_to_string(TEXT, context), user.email)
        deliver(this, message, now, waiting={"sent_at": None}, sent={"sent_at": now})
