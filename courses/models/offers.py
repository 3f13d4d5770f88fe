import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from courses.models.base import PublicPage
from courses.models.sections import SectionPage


class OfferIndexPage(SectionPage):
    """The offers of partner schools, those that close first on top."""

    subpage_types = ["courses.TrainingOfferPage"]

    class Meta:
        verbose_name = _("list of training offers")

    def get_context(self, request, *args, **kwargs):
        offers = TrainingOfferPage.objects.child_of(self).live()
        return super().get_context(request, *args, **kwargs) | {
            "offers": offers.open_on(timezone.localdate()).order_by("closes_on", "title")
        }


class OfferQuerySet(PageQuerySet):
    def open_on(self, day: datetime.date):
        return self.filter(closes_on__gte=day)


class TrainingOfferPage(PublicPage):
    """A course or a work-study place of a partner school, until the day its applications close."""

    school = models.CharField(_("school"), max_length=160)
    level = models.CharField(_("level"), max_length=60, help_text=_("As the school says it."))
    work_study = models.BooleanField(_("work-study"), default=False)
    departement = models.CharField(_("département"), max_length=60)
    closes_on = models.DateField(
        _("applications close on"), help_text=_("The offer disappears the day after.")
    )
    offer_url = models.URLField(_("address of the offer"), unique=True)
    summary = models.CharField(_("summary"), max_length=300)

    objects = PageManager.from_queryset(OfferQuerySet)()

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldRowPanel([FieldPanel("school"), FieldPanel("departement")]),
        FieldRowPanel([FieldPanel("level"), FieldPanel("work_study")]),
        FieldRowPanel([FieldPanel("offer_url"), FieldPanel("closes_on")]),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("school"),
    ]
    parent_page_types = ["courses.OfferIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("training offer")
        verbose_name_plural = _("training offers")

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {"index": self.get_parent()}

    def clean(self):
        super().clean()
        if self.closes_on:
            day_after = self.closes_on + datetime.timedelta(days=1)
            self.expire_at = timezone.make_aware(
                datetime.datetime.combine(day_after, datetime.time())
            )
