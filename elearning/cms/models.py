from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtail.models import Page, Site

from elearning.cms import page_cache
from elearning.cms.legal import LegalNotices


class CustomImage(AbstractImage):
    """An image of the library; its description is proposed as alternative text."""

    admin_form_fields = Image.admin_form_fields


class CustomRendition(AbstractRendition):
    image = models.ForeignKey(CustomImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="unique_rendition"
            )
        ]


class CustomDocument(AbstractDocument):
    admin_form_fields = Document.admin_form_fields


@register_setting(icon="site")
class SiteSettings(LegalNotices, BaseSiteSetting):
    """What every page says about the site."""

    name = models.CharField(_("name of the site"), max_length=60, default="Réflexes numériques")
    owner = models.CharField(
        _("who runs it"), max_length=80, default="Région Bourgogne-Franche-Comté"
    )

    panels = [FieldPanel("name"), FieldPanel("owner"), *LegalNotices.panels]

    class Meta:
        verbose_name = _("site identity")
        constraints = [
            models.CheckConstraint(
                condition=Q(audit_rate=None, audited_on=None)
                | Q(audit_rate__isnull=False, audited_on__isnull=False),
                name="rate_with_its_audit",
                violation_error_message=_("A rate of compliance goes with the date of its audit."),
            )
        ]

    def save(self, **kwargs):
        super().save(**kwargs)
        page_cache.forget_all()

    @classmethod
    def of(cls, request):
        """Return the settings of the request's site. Unlike for_request, never writes them."""
        return cls.of_site(Site.find_for_request(request))

    @classmethod
    def of_site(cls, site):
        return cls.objects.filter(site=site).first() or cls(site=site)

    @cached_property
    def footer_links(self):
        """Return the pages directly below the home page that are marked to show in menus."""
        if self.site is None:
            return []
        return list(Page.objects.child_of(self.site.root_page).live().in_menu().order_by("path"))
