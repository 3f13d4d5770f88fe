from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from courses.models.base import PublicPage


class SectionPage(PublicPage):
    """A page that lists those below it; the header names it once there is something to list."""

    introduction = models.CharField(_("introduction"), max_length=300)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    search_fields = [*Page.search_fields, index.SearchField("introduction")]
    parent_page_types = ["courses.HomePage"]
    max_count = 1
    show_in_menus_default = True

    class Meta:
        abstract = True
