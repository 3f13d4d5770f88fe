import base64
from dataclasses import dataclass

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.images import get_image_model_string
from wagtail.models import PreviewableMixin

from elearning.cms import page_cache
from elearning.cms.models import SiteSettings
from elearning.lib.contrast import COLOUR, LEAST_CONTRAST, contrast

ACCENT, PAPER, INK = "#7a1f3d", "#fffdf9", "#241a1d"
HEAVIEST_LOGO = 40_000  # bytes, of the 100,000 of a PDF


@dataclass(frozen=True)
class Look:
    """What certificates look like: colours, and the logo as an address and as data."""

    accent: str = ACCENT
    paper: str = PAPER
    logo_url: str = ""
    logo_data: str = ""

    @property
    def colours(self) -> list[str]:
        """Return the colours without their `#`, or nothing when they are the usual ones."""
        if (self.accent, self.paper) == (ACCENT, PAPER):
            return []
        return [self.accent[1:], self.paper[1:]]

    @property
    def css(self) -> str:
        """Return the colours as the PDF takes them."""
        return f"@page {{ background-color: {self.paper} }} a, .holder {{ color: {self.accent} }}"


def specimen(settings: "CertificateSettings") -> dict:
    """Return what a certificate shows with these settings, for their preview."""
    signatory = ", ".join(filter(None, (settings.signatory_name, settings.signatory_role)))
    lines = [
        {
            "name": "issuer",
            "label": _("Issued by"),
            "value": SiteSettings.of_site(settings.site).owner,
        },
        {"name": "state", "label": _("State"), "value": _("Valid, without end")},
        {"name": "signatory", "label": _("Signatory"), "value": signatory},
    ]
    return {
        "look": settings.look() if not settings.faults_of_look() else Look(),
        "author": lines[0]["value"],
        "lines": [line for line in lines if line["value"]],
        "certificate": {
            "title": _("Title of the module"),
            "holder_name": "Camille Durand",
            "words": _("This is an example: it was issued to nobody."),
            "stands": True,
        },
    }


@register_setting(icon="doc-full-inverse")
class CertificateSettings(PreviewableMixin, BaseSiteSetting):
    """What an administrator decides for all certificates."""

    signatory_name = models.CharField(
        _("name of the signatory"),
        max_length=80,
        blank=True,
        help_text=_("On the certificates issued from now on: those issued before do not change."),
    )
    signatory_role = models.CharField(_("role of the signatory"), max_length=120, blank=True)
    logo = models.ForeignKey(
        get_image_model_string(),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("logo"),
    )
    accent = models.CharField(_("colour of names and titles"), max_length=7, default=ACCENT)
    paper = models.CharField(_("colour of the paper"), max_length=7, default=PAPER)
    contact = models.EmailField(
        _("address to write to"),
        blank=True,
        help_text=_(
            "Given on revoked certificates, to those who contest the revocation. Left empty: they "
            "are told to write to whoever runs the site."
        ),
    )

    panels = [
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("signatory_name"), FieldPanel("signatory_role")])],
            heading=_("Signatory"),
        ),
        MultiFieldPanel(
            [FieldPanel("logo"), FieldRowPanel([FieldPanel("accent"), FieldPanel("paper")])],
            heading=_("Look, of old and new certificates alike"),
        ),
        FieldPanel("contact"),
    ]

    class Meta:
        verbose_name = _("certificates")

    def clean(self):
        super().clean()
        faults = {}
        if self.signatory_role and not self.signatory_name:
            faults["signatory_name"] = _("A role needs the name of whoever has it.")
        faults |= self.faults_of_look()
        if not faults and self.logo and len(self._logo_file()) > HEAVIEST_LOGO:
            faults["logo"] = _("This logo is too heavy once made small: choose a plainer one.")
        if faults:
            raise ValidationError(faults)

    def faults_of_look(self) -> dict:
        """Return what would be no colour, or hard to read, by field."""
        for name in ("accent", "paper"):
            if not COLOUR.fullmatch(getattr(self, name)):
                return {name: _("A colour is written such as #7a1f3d.")}
        if contrast(INK, self.paper) < LEAST_CONTRAST:
            return {
                "paper": _("Black words are hard to read on this colour: choose a lighter one.")
            }
        if (ratio := contrast(self.accent, self.paper)) < LEAST_CONTRAST:
            message = _("Hard to read on this paper: contrast %(ratio)s, 4.5 at least is needed.")
            return {"accent": message % {"ratio": number_format(ratio, 1)}}
        return {}

    def save(self, **kwargs):
        super().save(**kwargs)
        page_cache.forget_all()

    def get_preview_template(self, request, mode_name):
        return "certificates/preview.html"

    def get_preview_context(self, request, mode_name):
        return super().get_preview_context(request, mode_name) | specimen(self)

    @classmethod
    def of_default_site(cls) -> "CertificateSettings":
        """Return the settings of the site that issues, or what they are until somebody sets them.

        Unlike Wagtail's own reading, this writes nothing.
        """
        return cls.objects.filter(site__is_default_site=True).first() or cls()

    @classmethod
    def kept_look(cls) -> Look:
        """Return the look, kept as long as public pages are."""
        key = f"certificate-look:{page_cache.generation()}"
        return cache.get_or_set(key, lambda: cls.of_default_site().look())

    def look(self) -> Look:
        if self.logo is None:
            return Look(self.accent, self.paper)
        data = base64.b64encode(self._logo_file()).decode()
        url = self._logo().url
        return Look(self.accent, self.paper, url, f"data:image/jpeg;base64,{data}")

    def _logo(self):
        """Return the logo made small, on the colour of the paper instead of transparency."""
        paper = self.paper[1:]
        return self.logo.get_rendition(f"max-420x160|bgcolor-{paper}|format-jpeg|jpegquality-85")

    def _logo_file(self) -> bytes:
        with self._logo().file.open() as file:
            return file.read()
