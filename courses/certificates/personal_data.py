"""What a learner's certificates say."""

import datetime
from functools import partial

from django.db import transaction
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Site

from courses.certificates.documents import forget_pdfs, kept_pdf, pdf_of
from courses.certificates.models import Certificate, Handover
from elearning.cms.models import SiteSettings
from elearning.lib.personal_data import File, Table, Term

MODELS = {"certificates.Certificate", "certificates.Handover"}

FIVE_YEARS = datetime.timedelta(days=5 * 365)
OUTLIVES_PEOPLE = True


def _forget_holders(now: datetime.datetime, dry_run: bool) -> int:
    old = Certificate.objects.filter(issued_at__lt=now - FIVE_YEARS).exclude(holder_name="")
    return old.count() if dry_run else old.update(**NAMELESS)


NAMELESS = {
    "holder_name": "",
    "name_shown": Certificate.NameShown.NONE,
    "organisation_name": "",
}
TERMS = (
    Term(
        gettext_lazy("Names on certificates"),
        gettext_lazy("so that whoever is given one can check it"),
        gettext_lazy("5 years after the issue, even if the account is closed before"),
        gettext_lazy("the name is erased; the code still answers, for nobody"),
        _forget_holders,
    ),
)


def export_for(learner, user) -> list[Table]:
    certificates = list(Certificate.objects.held_by(learner).order_by("issued_at"))
    return [_certificates(certificates), _handovers(certificates)]


def _certificates(certificates) -> Table:
    # Read for the files alone: a page that lists them makes none.
    site = SimpleLazyObject(_default_settings)
    return Table(
        "attestations",
        _("Your certificates"),
        _("So that whoever you give one to can check it."),
        (
            *(_("Title"), _("Name"), _("Name shown"), _("Organisation")),
            *(_("Issued on"), _("Code"), _("State")),
        ),
        [
            (
                row.title,
                row.holder_name,
                row.get_name_shown_display(),
                row.organisation_name,
                row.issued_at,
                row.readable_code,
                row.state_today,
            )
            for row in certificates
        ],
        {
            f"attestations/{row.readable_code}.pdf": File(
                kept=partial(kept_pdf, row, site), make=partial(pdf_of, row, site)
            )
            for row in certificates
        },
    )


def _default_settings() -> SiteSettings:
    return SiteSettings.of_site(Site.objects.filter(is_default_site=True).first())


def _handovers(certificates) -> Table:
    handed = Handover.objects.filter(certificate__in=certificates)
    return Table(
        "attestations-transmises",
        _("The certificates you handed to your organisations"),
        _("Because you handed them over. You can take them back."),
        (_("Title"), _("Organisation"), _("Handed over on")),
        list(handed.values_list("certificate__title", "organisation__name", "handed_at")),
    )


def erase_for(learner, user) -> None:
    """Take the name out of the certificates: their codes still answer, for nobody."""
    held = Certificate.objects.held_by(learner)
    codes = list(held.values_list("code", flat=True))
    transaction.on_commit(partial(forget_pdfs, codes))
    Handover.objects.filter(certificate__in=held).delete()
    held.update(**NAMELESS, learner=None)
