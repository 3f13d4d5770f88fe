from wagtail.admin.ui.components import Component

from quizzes.models import Flag, ItemReport
from quizzes.reports.presentation import item_row

SHOWN = 5


class WorstQuestionsPanel(Component):
    """On the editor's home page: the questions to look at, the gravest first."""

    name = "worst_questions"
    template_name = "quizzes/reports/worst_panel.html"
    order = 160

    def get_context_data(self, parent_context):
        reports = ItemReport.objects.to_look_at().open_to(parent_context["request"].user)
        reports = reports.select_related("quiz", "version__question")
        items = [item_row(report) for report in reports.worst_first()[:SHOWN]]
        return {"items": items, "total": reports.count()}


class FlagsPanel(Component):
    """On the editor's home page: what learners report of questions, the latest first."""

    name = "flags"
    template_name = "quizzes/reports/flags_panel.html"
    order = 155

    def get_context_data(self, parent_context):
        flags = Flag.objects.to_handle().open_to(parent_context["request"].user)
        latest = flags.select_related("response__version__question")[:SHOWN]
        return {"flags": latest, "total": flags.count()}
