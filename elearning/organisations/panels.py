from wagtail.admin.ui.components import Component

from elearning.organisations.models import Domain, Manager

SHOWN = 10


class ManagersToValidatePanel(Component):
    """On the editor's home page: those who ask to manage an organisation, the oldest first."""

    name = "managers_to_validate"
    template_name = "organisations/to_validate_panel.html"
    order = 140

    def get_context_data(self, parent_context):
        managers = Manager.objects.to_validate().select_related("organisation", "user")
        return {"managers": managers.order_by("asked_at")[:SHOWN], "total": managers.count()}


class DomainsToApprovePanel(Component):
    """On the editor's home page: the domains that no code has proved yet, the oldest first."""

    name = "domains_to_approve"
    template_name = "organisations/to_approve_panel.html"
    order = 141

    def get_context_data(self, parent_context):
        domains = Domain.objects.to_prove().select_related("organisation")
        return {"domains": domains.order_by("asked_at")[:SHOWN], "total": domains.count()}
