from django.urls import path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets import Button

import elearning.cms.converters  # noqa: F401
from courses import cms_views
from courses.models import OfferIndexPage


@hooks.register("register_admin_urls")
def add_urls():
    return [
        path("formations/<row:number>/importer/", cms_views.import_offers, name="import_offers")
    ]


@hooks.register("register_page_header_buttons")
def add_import(page, user, view_name, next_url=None):
    """Lead from the list of training offers to the file that fills it."""
    if page.specific_class is OfferIndexPage and page.permissions_for_user(user).can_add_subpage():
        url = reverse("import_offers", args=[page.pk])
        yield Button(_("Import offers"), url, icon_name="upload", priority=45)
