from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, DateColumn
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from elearning.cms.snippets import NamedViewSet
from elearning.organisations.filters import DomainFilterSet, ManagerFilterSet
from elearning.organisations.forms.domains import DomainDecisionForm
from elearning.organisations.forms.managers import ManagerForm
from elearning.organisations.models import Domain, Manager, Organisation
from elearning.organisations.panels import DomainsToApprovePanel, ManagersToValidatePanel
from elearning.organisations.views import participation

SAID_OF_A_MANAGER = (
    "organisation",
    "user",
    "function",
    "asked_at",
    "validated_at",
    "validated_by",
    "ended_at",
)

SAID_OF_A_DOMAIN = (
    "organisation",
    "name",
    "asked_by",
    "asked_at",
    "verified_at",
    "verified_by",
    "ended_at",
)


class OrganisationViewSet(NamedViewSet):
    model = Organisation
    new_one = _("New organisation")
    icon = "group"
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


class DecideOnly(ModelPermissionPolicy):
    """People ask for themselves, and what was decided stays: nobody adds or deletes here."""

    def user_has_permission(self, user, action):
        return action not in ("add", "delete") and super().user_has_permission(user, action)


class SaidPanel(FieldPanel):
    """A field to read, with a dash where nothing happened yet."""

    def format_value_for_display(self, value):
        return "–" if value is None else super().format_value_for_display(value)


class ManagerViewSet(SnippetViewSet):
    model = Manager
    icon = "user"
    menu_label = _("Managers")
    copy_view_enabled = False
    permission_policy = DecideOnly(Manager)
    list_display = [
        "organisation",
        "user",
        "function",
        DateColumn("asked_at", label=_("Asked on")),
        DateColumn("validated_at", label=_("Validated on")),
        DateColumn("ended_at", label=_("Ended on")),
    ]
    filterset_class = ManagerFilterSet
    edit_handler = ObjectList(
        [*(SaidPanel(name, read_only=True) for name in SAID_OF_A_MANAGER), FieldPanel("decision")],
        base_form_class=ManagerForm,
    )

    def get_queryset(self, request):
        return Manager.objects.select_related("organisation", "user", "validated_by")


class DomainViewSet(SnippetViewSet):
    model = Domain
    icon = "mail"
    copy_view_enabled = False
    permission_policy = DecideOnly(Domain)
    list_display = [
        "organisation",
        "name",
        DateColumn("asked_at", label=_("Asked on")),
        DateColumn("verified_at", label=_("Verified on")),
        DateColumn("ended_at", label=_("Ended on")),
    ]
    filterset_class = DomainFilterSet
    edit_handler = ObjectList(
        [*(SaidPanel(name, read_only=True) for name in SAID_OF_A_DOMAIN), FieldPanel("decision")],
        base_form_class=DomainDecisionForm,
    )

    def get_queryset(self, request):
        return Domain.objects.select_related("organisation", "asked_by", "verified_by")


class Organisations(SnippetViewSetGroup):
    menu_label = _("Organisations")
    menu_icon = "group"
    menu_order = 340
    items = (OrganisationViewSet, ManagerViewSet, DomainViewSet)


register_snippet(Organisations)


@hooks.register("register_log_actions")
def name_acts_about_managers(actions):
    for verb, label, message in (
        ("validate", _("Validate a manager"), _("Manager validated")),
        ("end", _("Refuse or end a manager"), _("Manager refused, or ended")),
        ("invite", _("Make invitation codes"), _("Invitation codes made")),
        ("revoke", _("Close invitation codes"), _("Invitation codes closed")),
    ):
        actions.register_action(f"organisations.{verb}", label, message)


@hooks.register("register_admin_urls")
def add_participation():
    return [path("participation/", participation.participation, name="participation")]


class ParticipationMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(participation.ALLOWED)


@hooks.register("register_reports_menu_item")
def add_participation_to_reports():
    label = _("Participation")
    return ParticipationMenuItem(label, reverse("participation"), icon_name="group", order=900)


@hooks.register("register_log_actions")
def name_log_actions(actions):
    actions.register_action(
        "organisations.follow_by_name", _("Follow by name"), _("Named follow-up switched on")
    )
    actions.register_action(
        "organisations.follow_no_more",
        _("Follow by name no more"),
        _("Named follow-up switched off"),
    )


@hooks.register("construct_homepage_panels")
def add_what_waits_for_the_region(request, panels):
    if request.user.has_perm("organisations.change_manager"):
        panels.append(ManagersToValidatePanel())
    if request.user.has_perm("organisations.change_domain"):
        panels.append(DomainsToApprovePanel())
