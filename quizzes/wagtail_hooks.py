from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from elearning.cms import deletion
from quizzes.choosers import TagChooserViewSet
from quizzes.filters import QuestionFilterSet
from quizzes.models import Category, Objective, Question, Quiz


class QuestionViewSet(SnippetViewSet):
    model = Question
    icon = "help"
    list_display = [
        "__str__",
        Column("type_label", label=_("Type")),
        "category",
        "objective",
        Column("tag_names", label=_("Tags")),
        LiveStatusTagColumn(),
    ]
    filterset_class = QuestionFilterSet
    chooser_per_page = 20

    def get_queryset(self, request):
        questions = Question.objects.select_related("category", "objective", "latest_revision")
        return questions.prefetch_related("tagged_items__tag")


class QuizViewSet(SnippetViewSet):
    model = Quiz
    icon = "list-ol"
    menu_label = _("Quizzes")
    list_display = ["title", "pass_mark", LiveStatusTagColumn()]


class CategoryViewSet(SnippetViewSet):
    model = Category
    icon = "folder-open-inverse"
    menu_label = _("Categories")


class ObjectiveViewSet(SnippetViewSet):
    model = Objective
    icon = "crosshairs"
    list_display = ["label", "statement", "code"]


class QuestionBank(SnippetViewSetGroup):
    menu_label = _("Questions")
    menu_icon = "help"
    menu_order = 310
    items = (QuestionViewSet, QuizViewSet, CategoryViewSet, ObjectiveViewSet)


register_snippet(QuestionBank)


@hooks.register("register_admin_viewset")
def register_tag_chooser():
    return TagChooserViewSet("question_tags")


REFUSALS = {
    Question: _(
        "“%(name)s” has been published, so that answers may point to it. "
        "Unpublish it instead: quizzes will do without it."
    ),
    Quiz: _(
        "“%(name)s” has been published, so that results may point to it. "
        "Unpublish it instead: nobody will take it again."
    ),
    Category: _("“%(name)s” still holds questions. Move them to another category first."),
    Objective: _("“%(name)s” is still the objective of questions or of modules."),
}


@hooks.register("before_delete_snippet")
def keep_what_others_need(request, instances):
    """Refuse to delete, alone or with others, what questions, attempts or modules point to."""
    ours = [instance for instance in instances if type(instance) in REFUSALS]
    kept = next(filter(deletion.is_protected, ours), None)
    if kept:
        sentence = REFUSALS[type(kept)] % {"name": kept}
        listing = reverse(kept.snippet_viewset.get_url_name("list"))
        return deletion.refuse(request, sentence, listing)
    return None
