from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtail.images.shortcuts import get_rendition_or_not_found
from wagtail.models import Page, Site

from elearning.cms import page_cache
from elearning.cms.legal import LegalNotices
from elearning.cms.shades import ACCENT, legibility
from elearning.lib.contrast import COLOUR, LEAST_CONTRAST

LOGO = "max-400x96|format-webp"


class CustomImage(AbstractImage):
    """An image of the library; its description is proposed as alternative text."""

    admin_form_fields = Image.admin_form_fields

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")


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

    logo = models.ForeignKey(
        "cms.CustomImage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("logo"),
        help_text=_("At the top of every page, beside the name. It decorates: the name is read."),
    )
    accent = models.CharField(
        _("colour of links and buttons"),
        max_length=7,
        default=ACCENT,
        help_text=_("Written such as #7a1f3d. Its light and dark shades are made from it."),
    )

    help_page = models.ForeignKey(
        Page,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("page for victims"),
        help_text=_("Every page of the site links to it."),
    )

    publishes_alone = models.BooleanField(
        _("trainers publish without review"),
        default=False,
        help_text=_(
            "For a site with a single trainer: whoever writes a module may publish it whole. The "
            "history of the module then says “without review”."
        ),
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("owner"),
        FieldPanel("logo"),
        FieldPanel("accent"),
        FieldPanel("help_page"),
        FieldPanel("publishes_alone"),
        *LegalNotices.panels,
    ]

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

    def clean(self):
        super().clean()
        if not COLOUR.fullmatch(self.accent):
            raise ValidationError({"accent": _("A colour is written such as #7a1f3d.")})
        if (ratio := legibility(self.accent)) < LEAST_CONTRAST:
            message = _("Hard to read on this site: contrast %(ratio)s, 4.5 at least is needed.")
            raise ValidationError({"accent": message % {"ratio": number_format(ratio, 1)}})

    def save(self, **kwargs):
        super().save(**kwargs)
        if self.logo:  # made small now: reading a page must write nothing
            get_rendition_or_not_found(self.logo, LOGO)
        page_cache.forget_all()

    @classmethod
    def of(cls, request):
        """Return the settings of the request's site. Unlike for_request, never writes them."""
        return cls.of_site(Site.find_for_request(request))

    @classmethod
    def of_site(cls, site):
        return cls.objects.filter(site=site).select_related("help_page", "logo").first() or cls(
            site=site
        )

    @classmethod
    def of_default_site(cls):
        """Return the settings of the site that messages come from."""
        return cls.objects.filter(site__is_default_site=True).first() or cls()

    @property
    def logo_file(self) -> AbstractRendition | None:
        """Return the logo at the size of the header, twice as many pixels for fine screens.

        None once its file is lost: no page may fall with it.
        """
        rendition = self.logo and get_rendition_or_not_found(self.logo, LOGO)
        return rendition if rendition and rendition.width else None

    @property
    def shades_url(self) -> str:
        """Return the address of the site's own colours, or nothing where they are the usual."""
        own = self.accent.lower()
        return "" if own == ACCENT else reverse("shades", args=[own[1:]])

    @cached_property
    def help_url(self) -> str:
        """Return the address of the page for victims, once it is public."""
        page = self.help_page
        return page.url if page and page.live else ""

    @cached_property
    def menu_pages(self):
        """Return the pages below the home page that are marked to show in menus.

        A page whose type lists others is left out as long as there is nothing to list.
        """
        if self.site is None:
            return []
        below = Page.objects.live().filter(
            path__startswith=OuterRef("path"), depth=OuterRef("depth") + 1
        )
        pages = Page.objects.child_of(self.site.root_page).live().in_menu().order_by("path")
        return [
            page
            for page in pages.annotate(has_live_children=Exists(below))
            if page.has_live_children or not page.specific_class.subpage_types
        ]

    @cached_property
    def header_links(self):
        return [page for page in self.menu_pages if page.specific_class.show_in_menus_default]

    @cached_property
    def footer_links(self):
        return [page for page in self.menu_pages if not page.specific_class.show_in_menus_default]
