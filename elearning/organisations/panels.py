from wagtail.admin.ui.components import Component

from elearning.organisations.models import Manager

SHOWN = 10


class ManagersToValidatePanel(Component):
    """On the editor's home page: those who ask to manage an organisation, the oldest first."""

    name = "managers_to_validate"
    template_name = "organisations/to_validate_panel.html"
    order = 140

    def get_context_data(self, parent_context):
        managers = Manager.objects.to_validate().select_related("organisation", "user")
        return {"managers": managers.order_by("asked_at")[:SHOWN], "total": managers.count()}
