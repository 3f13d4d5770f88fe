from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.admin.widgets import Button

import elearning.cms.converters  # noqa: F401
from courses import cms_views
from courses.models import OfferIndexPage, PathPage
from courses.panels import ClosingOffersPanel


@hooks.register("register_admin_urls")
def add_urls():
    return [
        path("formations/<row:number>/importer/", cms_views.import_offers, name="import_offers"),
        path(
            "comptes/<row:number>/orientations/",
            cms_views.give_orientations,
            name="give_orientations",
        ),
    ]


@hooks.register("register_page_header_buttons")
def add_import(page, user, view_name, next_url=None):
    """Lead from the list of training offers to the file that fills it."""
    if page.specific_class is OfferIndexPage and page.permissions_for_user(user).can_add_subpage():
        url = reverse("import_offers", args=[page.pk])
        yield Button(_("Import offers"), url, icon_name="upload", priority=45)


@hooks.register("register_user_listing_buttons")
def lead_to_orientations(user, request_user):
    """Lead from an account to where its holder writes."""
    if request_user.has_perm("accounts.change_user") and user != request_user:
        url = reverse("give_orientations", args=[user.pk])
        yield Button(_("Orientations"), url, icon_name="edit", priority=30)


class PathListing(PageListingViewSet):
    """The paths, wherever they stand, from the menu."""

    model = PathPage
    name = "path_listing"
    icon = "list-ol"
    menu_label = gettext_lazy("Paths")
    menu_order = 40
    add_to_admin_menu = True

    def get_index_view_kwargs(self, **kwargs):
        return super().get_index_view_kwargs(add_item_label=gettext_lazy("New path"), **kwargs)


@hooks.register("register_admin_viewset")
def list_paths():
    return PathListing("path_listing", url_prefix="parcours")


@hooks.register("construct_homepage_panels")
def add_closing_offers(request, panels):
    panels.append(ClosingOffersPanel())
