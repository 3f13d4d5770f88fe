import datetime

from django.utils import timezone
from wagtail.admin.ui.components import Component

from courses.models import TrainingOfferPage

SHOWN = 5
SOON = datetime.timedelta(days=14)


class ClosingOffersPanel(Component):
    """On the editor's home page: the offers that will disappear soon, the first on top."""

    name = "closing_offers"
    template_name = "courses/cms/closing_offers_panel.html"
    order = 170

    def get_context_data(self, parent_context):
        today = timezone.localdate()
        offers = TrainingOfferPage.objects.live().open_on(today)
        offers = offers.filter(closes_on__lte=today + SOON).order_by("closes_on", "title")
        return {"offers": offers[:SHOWN], "total": offers.count()}
