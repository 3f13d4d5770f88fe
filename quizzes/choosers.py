from django.utils.translation import gettext_lazy as _
from taggit.models import Tag
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.widgets.chooser import BaseChooser
from wagtail.snippets.views.chooser import ChooseResultsView

from elearning.cms.posted import CheckedChooserViewSet, NamedChooseView, Numbered
from quizzes.filters import QuestionChooserForm
from quizzes.models.bank import tags_of_questions

NEWEST_FIRST = "-pk"


class TagChooser(Numbered, BaseChooser):
    pass


class TagChooserViewSet(ChooserViewSet):
    """Chooses a tag among those that questions bear."""

    model = Tag
    base_widget_class = TagChooser
    icon = "tag"
    choose_one_text = _("Choose a tag")
    choose_another_text = _("Choose another tag")
    per_page = 50

    def get_object_list(self):
        return tags_of_questions()


class QuestionChooseView(NamedChooseView):
    filter_form_class = QuestionChooserForm
    ordering = NEWEST_FIRST


class QuestionChooseResultsView(ChooseResultsView):
    filter_form_class = QuestionChooserForm
    ordering = NEWEST_FIRST


class QuestionChooserViewSet(CheckedChooserViewSet):
    """Chooses a question of the bank, with the filters of its list, the last one written first.

    It writes none: the form of a question has choosers of its own, and Wagtail opens one at a time.
    """

    choose_view_class = QuestionChooseView
    choose_results_view_class = QuestionChooseResultsView
    choose_one_text = _("Choose a question")
    choose_another_text = _("Choose another question")
    edit_item_text = _("Edit this question")


class QuizChooserViewSet(CheckedChooserViewSet):
    choose_one_text = _("Choose a quiz")
    choose_another_text = _("Choose another quiz")
    edit_item_text = _("Edit this quiz")


class CategoryChooserViewSet(CheckedChooserViewSet):
    choose_one_text = _("Choose a category")
    choose_another_text = _("Choose another category")
    edit_item_text = _("Edit this category")


class ObjectiveChooserViewSet(CheckedChooserViewSet):
    choose_one_text = _("Choose an objective")
    choose_another_text = _("Choose another objective")
    edit_item_text = _("Edit this objective")
