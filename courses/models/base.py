from wagtail.models import Page

from elearning.cms.public import public_page


class PublicPage(Page):
    """A page that is the same bytes for everybody, with no trace of who reads it."""

    class Meta:
        abstract = True

    def serve(self, request, *args, **kwargs):
        return public_page(super().serve(request, *args, **kwargs))
