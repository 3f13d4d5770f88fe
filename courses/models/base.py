from wagtail.models import Page

from elearning.cms.public import public_page


class PublicPage(Page):
    """A page that is the same bytes for everybody, with no trace of who reads it.

    Only its preview is private.
    """

    class Meta:
        abstract = True

    def serve(self, request, *args, **kwargs):
        response = super().serve(request, *args, **kwargs)
        return response if getattr(request, "is_preview", False) else public_page(response)
