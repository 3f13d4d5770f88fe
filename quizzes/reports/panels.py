from wagtail.admin.ui.components import Component

from quizzes.models import ItemReport
from quizzes.reports.presentation import item_row

SHOWN = 5


class WorstQuestionsPanel(Component):
    """On the editor's home page: the questions to look at, the gravest first."""

    name = "worst_questions"
    template_name = "quizzes/reports/worst_panel.html"
    order = 160

    def get_context_data(self, parent_context):
        reports = ItemReport.objects.to_look_at().select_related("quiz", "version__question")
        items = [item_row(report) for report in reports.worst_first()[:SHOWN]]
        return {"items": items, "total": reports.count()}
