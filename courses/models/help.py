from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import path
from wagtail.models import Page
from wagtail.search import index

from courses.blocks import HelpStreamBlock
from courses.models.base import RoutedPublicPage
from elearning.cms.fields import QuietStreamField


class HelpPage(RoutedPublicPage):
    """What to do now that it has happened: a tree from a situation to steps and contacts.

    It is one page, whatever branch is read: an address that told what happened to somebody would
    stay in the history of a browser and in the log of a proxy.
    """

    lead = models.CharField(_("lead"), max_length=300)
    body = QuietStreamField(HelpStreamBlock(), verbose_name=_("body"))

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]
    search_fields = [
        *Page.search_fields,
        index.SearchField("lead"),
        index.SearchField("body"),
    ]
    parent_page_types = ["courses.HomePage", "courses.HelpPage"]
    subpage_types = ["courses.HelpPage"]

    class Meta:
        verbose_name = _("page of help")
        verbose_name_plural = _("pages of help")

    @property
    def sheet_url(self) -> str:
        return f"{self.url}{self.reverse_subpage('sheet')}"

    @path("a-imprimer/", name="sheet")
    def sheet(self, request):
        """Show every branch open, to print: an old browser prints what is folded as blank."""
        return self.render(request, context_overrides={"unfolded": True})

    def get_context(self, request, *args, **kwargs):
        parent = self.get_parent().specific
        return super().get_context(request, *args, **kwargs) | {
            "parent": parent if isinstance(parent, HelpPage) else None,
            "sheets": HelpPage.objects.child_of(self).live().order_by("path"),
            "updated_on": self.last_published_at,
        }
