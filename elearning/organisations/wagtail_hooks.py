from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from elearning.organisations.models import Organisation


class OrganisationViewSet(SnippetViewSet):
    model = Organisation
    icon = "group"
    add_to_admin_menu = True
    menu_label = _("Organisations")
    menu_order = 340
    copy_view_enabled = False
    list_display = [
        "name",
        "kind",
        "department",
        "epci",
        "population",
        BooleanColumn("is_current", label=_("Still exists")),
    ]
    list_filter = ["kind", "department", "is_current"]
    list_export = ["kind", "code", "name", "siren", "department", "population", "epci"]
    # People type "saone" for Saône: `folded` holds the name without accents.
    search_fields = ["name", "folded", "code", "siren"]
    search_backend_name = None

    def get_queryset(self, request):
        return Organisation.objects.select_related("epci")


register_snippet(OrganisationViewSet)
