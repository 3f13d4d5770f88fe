"""What the law asks a public site to say, filled in by an administrator."""

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from elearning.lib import accessibility

STATUSES = {
    "full": _("fully compliant"),
    "partial": _("partially compliant"),
    "none": _("not compliant"),
}


class LegalNotices(models.Model):
    """The part of the site's settings that the legal pages show; what is empty is not said."""

    address = models.TextField(_("postal address"), blank=True)
    publication_director = models.CharField(_("publication director"), max_length=120, blank=True)
    contact_email = models.EmailField(_("contact address"), blank=True)
    host = models.TextField(
        _("host"), blank=True, help_text=_("Name, postal address and phone number.")
    )
    legal_note = models.TextField(_("other legal notices"), blank=True)
    homologation = models.TextField(
        _("security attestation (RGS)"), blank=True, help_text=_("What the authority has attested.")
    )
    dpo_contact = models.TextField(_("data protection officer: how to write to them"), blank=True)
    data_note = models.TextField(_("more on personal data"), blank=True)
    audit_rate = models.DecimalField(
        _("rate of compliance (in percent)"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
        help_text=_("Of an audit only: without it and its date, the site says “not compliant”."),
    )
    audited_on = models.DateField(_("date of the audit"), null=True, blank=True)
    auditor = models.CharField(_("who audited"), max_length=120, blank=True)
    audit_standard = models.CharField(_("standard"), max_length=30, default="RGAA 4.1.2")
    accessibility_contact = models.EmailField(_("contact for accessibility"), blank=True)
    accessibility_scheme_url = models.URLField(_("multi-year scheme"), blank=True)
    accessibility_defects = models.TextField(_("what is not accessible, and why"), blank=True)
    ecodesign_note = models.TextField(_("more on ecodesign (host, energy)"), blank=True)
    security_contact = models.CharField(
        _("contact for security"),
        max_length=200,
        blank=True,
        validators=[
            RegexValidator(
                r"^(mailto:[^\s<>]+@[^\s<>]+|https://[^\s<>]+)$",
                _("Begin with mailto: or https://, without a space."),
            )
        ],
        help_text=_("For security.txt: mailto:… or https://…"),
    )
    security_expires_on = models.DateField(
        _("valid until"), null=True, blank=True, help_text=_("A year at most; then check it again.")
    )

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("address"),
                FieldPanel("publication_director"),
                FieldPanel("contact_email"),
                FieldPanel("host"),
                FieldPanel("homologation"),
                FieldPanel("legal_note"),
            ],
            _("Legal notices"),
        ),
        MultiFieldPanel([FieldPanel("dpo_contact"), FieldPanel("data_note")], _("Personal data")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("audit_rate"), FieldPanel("audited_on")]),
                FieldRowPanel([FieldPanel("auditor"), FieldPanel("audit_standard")]),
                FieldPanel("accessibility_defects"),
                FieldPanel("accessibility_contact"),
                FieldPanel("accessibility_scheme_url"),
            ],
            _("Accessibility"),
        ),
        MultiFieldPanel([FieldPanel("ecodesign_note")], _("Ecodesign")),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("security_contact"), FieldPanel("security_expires_on")])],
            _("Security"),
        ),
    ]

    class Meta:
        abstract = True

    @property
    def accessibility(self) -> accessibility.Status:
        return accessibility.status(self.audit_rate, self.audited_on, timezone.localdate())

    @property
    def accessibility_status(self) -> str:
        """Return the words that the law wants on every page."""
        return STATUSES[self.accessibility]
