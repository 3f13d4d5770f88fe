from django.utils.translation import gettext_lazy as _
from taggit.models import Tag
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet

from quizzes.filters import QuestionChooserForm
from quizzes.models.bank import tags_of_questions


class TagChooserViewSet(ChooserViewSet):
    """Chooses a tag among those that questions bear."""

    model = Tag
    icon = "tag"
    choose_one_text = _("Choose a tag")
    choose_another_text = _("Choose another tag")
    per_page = 50

    def get_object_list(self):
        return tags_of_questions()


class QuestionChooseView(ChooseView):
    filter_form_class = QuestionChooserForm


class QuestionChooseResultsView(ChooseResultsView):
    filter_form_class = QuestionChooserForm


class QuestionChooserViewSet(SnippetChooserViewSet):
    """Chooses a question of the bank, with the filters of its list."""

    choose_view_class = QuestionChooseView
    choose_results_view_class = QuestionChooseResultsView
