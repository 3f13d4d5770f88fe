from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page, PageViewRestriction

from elearning.cms.public import public_page


class PublicPage(Page):
    """A page that is the same bytes for everybody, with no trace of who reads it."""

    private_page_options = []

    class Meta:
        abstract = True

    def get_view_restrictions(self):
        """Return none: a page kept whole for everybody cannot be private to some."""
        return PageViewRestriction.objects.none()

    def serve(self, request, *args, **kwargs):
        return public_page(super().serve(request, *args, **kwargs))


class RoutedPublicPage(RoutablePageMixin, PublicPage):
    """A public page with addresses below its own, public like it."""

    class Meta:
        abstract = True

    def serve(self, request, *args, **kwargs):
        return public_page(super().serve(request, *args, **kwargs))
