from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet

from courses.models.base import PublicPage
from courses.models.games import GamePage
from courses.models.modules import ModulePage
from courses.models.paths import PathPage
from quizzes.models import Quiz


class OrientationQuerySet(PageQuerySet):
    def catalogue(self) -> list[dict]:
        """Return live orientations in order, each with its live modules. Two queries."""
        modules = list(ModulePage.objects.live().order_by("path"))
        return [
            {
                "page": orientation,
                "modules": [page for page in modules if page.is_child_of(orientation)],
            }
            for orientation in self.live().order_by("path")
        ]


class OrientationPage(PublicPage):
    """An orientation of the Region's digital policy: the first level of the catalogue."""

    introduction = models.CharField(_("introduction"), max_length=300)

    objects = PageManager.from_queryset(OrientationQuerySet)()

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    parent_page_types = ["courses.HomePage"]
    subpage_types = ["courses.ModulePage"]

    class Meta:
        verbose_name = _("orientation")
        verbose_name_plural = _("orientations")

    def get_context(self, request, *args, **kwargs):
        modules = ModulePage.objects.child_of(self).live().order_by("path")
        return super().get_context(request, *args, **kwargs) | {"modules": modules}


class HomePage(PublicPage):
    """The first page: what this is, one button, the catalogue."""

    headline = models.CharField(_("headline"), max_length=120)
    lead = models.CharField(_("lead"), max_length=300)
    quiz = models.ForeignKey(
        Quiz,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("first quiz"),
        help_text=_("The button “Start” opens it."),
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("headline"),
        FieldPanel("lead"),
        FieldPanel("quiz"),
    ]
    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "courses.OrientationPage",
        "courses.PathIndexPage",
        "courses.GamePage",
        "courses.SheetIndexPage",
        "courses.OfferIndexPage",
        "courses.HelpPage",
    ]

    class Meta:
        verbose_name = _("home page")

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {
            "orientations": OrientationPage.objects.child_of(self).catalogue(),
            "games": GamePage.objects.child_of(self).live().order_by("path"),
            "paths": PathPage.objects.descendant_of(self).live().order_by("path"),
        }
