"""How long each thing is kept, why, and what happens then: one table, gathered from the rooms."""

import datetime

from django.utils.translation import gettext_lazy as _

from elearning.accounts.models import Learner
from elearning.lib.personal_data import Term
from elearning.privacy import inactivity
from elearning.privacy.actions import let_go
from elearning.privacy.rooms import rooms

THIRTEEN_MONTHS = datetime.timedelta(days=395)


def terms() -> list[Term]:
    """Return every term; accounts come last, since a mail server that is down stops them."""
    return [VISITORS, *(term for room in rooms() for term in room.TERMS), ACCOUNTS]


def _close_accounts(now: datetime.datetime, dry_run: bool) -> int:
    found = inactivity.sweep(now, dry_run)
    return found.notices + found.closed


def _let_visitors_go(now: datetime.datetime, dry_run: bool) -> int:
    gone = Learner.objects.filter(user=None, let_go_at=None, created_at__lt=now - THIRTEEN_MONTHS)
    if dry_run:
        return gone.count()
    learners = list(gone)
    for learner in learners:
        let_go(learner, None)
    return len(learners)


VISITORS = Term(
    _("Progress of people without an account"),
    _("to resume where one stopped, on the same device"),
    _("13 months after the first action"),
    _("its number is replaced by one that nobody holds; scores without a name stay"),
    _let_visitors_go,
)
ACCOUNTS = Term(
    _("Accounts that nobody uses"),
    _("to sign in and find one’s progress again"),
    _("24 months after the last sign-in"),
    _("a notice two months before, another two weeks before, then the account is deleted"),
    _close_accounts,
)
