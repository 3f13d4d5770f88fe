import datetime
from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page, PageManager, Revision
from wagtail.query import PageQuerySet
from wagtail.search import index

from courses.blocks import SheetStreamBlock
from courses.models.base import PublicPage
from courses.models.sections import SectionPage
from elearning.cms.fields import QuietStreamField


class SheetIndexPage(SectionPage):
    """The sheets, the newest first."""

    subpage_types = ["courses.SheetPage"]

    class Meta:
        verbose_name = _("list of sheets")

    def get_context(self, request, *args, **kwargs):
        sheets = SheetPage.objects.child_of(self).live().order_by("-dated_on", "title")
        return super().get_context(request, *args, **kwargs) | {"sheets": sheets}


class SheetQuerySet(PageQuerySet):
    def with_address_of(self, addresses: Iterable[str]) -> "SheetQuerySet":
        """Return the sheets a version of which keeps one of these addresses."""
        same = (Q(content__contact_email__iexact=address) for address in addresses)
        return self._versioned(_with_address().filter(reduce(or_, same, Q(pk=None))))

    def with_address_kept_since(self, moment: datetime.datetime) -> "SheetQuerySet":
        """Return the sheets a version of which has kept an address since before a moment."""
        return self._versioned(_with_address().filter(created_at__lt=moment))

    def _versioned(self, versions) -> "SheetQuerySet":
        return self.filter(pk__in=list(map(int, versions.values_list("object_id", flat=True))))


def _with_address():
    sheets = ContentType.objects.get_for_model(SheetPage)
    return Revision.objects.filter(content_type=sheets).exclude(content__contact_email="")


class SheetPage(PublicPage):
    """What somebody who led a project tells others: a practice that works, or one that did not."""

    class Status(models.TextChoices):
        EXPERIENCE = "experience", _("Told by a project leader")
        REVIEWED = "relue", _("Reviewed")
        VALIDATED = "validee", _("Validated")

    summary = models.CharField(
        _("summary"), max_length=160, help_text=_("One sentence, for cards and for search.")
    )
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.EXPERIENCE)
    contributor = models.CharField(
        _("contributor"), max_length=160, help_text=_("Who tells it: shown to everybody.")
    )
    dated_on = models.DateField(_("date"))
    contact_email = models.EmailField(
        _("e-mail of the contributor"),
        blank=True,
        help_text=_("To ask them back: never shown, and forgotten once the sheet is published."),
    )
    body = QuietStreamField(SheetStreamBlock(), verbose_name=_("body"))

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("status"), FieldPanel("dated_on")]),
                FieldPanel("contributor"),
                FieldPanel("contact_email"),
            ],
            heading=_("Where it comes from"),
        ),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
    ]
    objects = PageManager.from_queryset(SheetQuerySet)()

    parent_page_types = ["courses.SheetIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("sheet")
        verbose_name_plural = _("sheets")

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {"index": self.get_parent()}
