from django.utils import timezone
from wagtail.admin.ui.components import Component

from elearning.facts.models import Fact

SHOWN = 10


class FactsToVerifyPanel(Component):
    """On the editor's home page: the facts to verify again, the oldest date first."""

    name = "facts_to_verify"
    template_name = "facts/to_verify_panel.html"
    order = 150

    def get_context_data(self, parent_context):
        facts = Fact.objects.to_verify(timezone.localdate())
        return {"facts": facts.order_by("verify_again_on")[:SHOWN], "total": facts.count()}
