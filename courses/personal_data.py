"""The address of whoever proposed a sheet: kept to ask a question back, until it is published."""

import datetime

from allauth.account.models import EmailAddress
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.actions import forget_addresses
from courses.models import ModulePage, SheetPage
from elearning.lib.personal_data import Table, Term

MODELS = {"courses.ModuleAuthor", "courses.SheetPage"}

A_YEAR = datetime.timedelta(days=365)
OUTLIVES_PEOPLE = False


def _forget_addresses(now: datetime.datetime, dry_run: bool) -> int:
    old = SheetPage.objects.with_address_kept_since(now - A_YEAR)
    return old.count() if dry_run else forget_addresses(old)


TERMS = (
    Term(
        gettext_lazy("Addresses of those who proposed a sheet"),
        gettext_lazy("to ask them a question about it"),
        gettext_lazy("until the sheet is published, 12 months at most"),
        gettext_lazy("deleted, from the past versions of the sheet too"),
        _forget_addresses,
    ),
)


def export_for(learner, user) -> list[Table]:
    shared = ModulePage.objects.filter(coauthors__user=user) if user else ModulePage.objects.none()
    columns = ("title", "summary", "contributor", "dated_on")
    return [
        Table(
            "fiches-proposees",
            _("The sheets you proposed, not published yet"),
            _("To ask you a question about them, at your address."),
            (_("Title"), _("In one sentence"), _("contributor"), _("date")),
            list(_proposed_by(user).values_list(*columns).order_by("dated_on")),
        ),
        Table(
            "modules-partages",
            _("The modules whose writing is shared with you"),
            _("To let nobody change what others write."),
            (_("Title"),),
            list(shared.values_list("title").order_by("title")),
        ),
    ]


def erase_for(learner, user) -> None:
    """Forget the address, and the name where nobody has published it."""
    forget_addresses(_proposed_by(user), contributor=_("Somebody who led the project"))


def _proposed_by(user):
    """Return the sheets that keep an address which this account has proved to be its own."""
    if user is None:
        return SheetPage.objects.none()
    proved = EmailAddress.objects.filter(user=user, verified=True)
    return SheetPage.objects.with_address_of(proved.values_list("email", flat=True))
