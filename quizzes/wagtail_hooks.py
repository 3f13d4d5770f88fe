from django.templatetags.static import static
from django.urls import include, path, reverse, reverse_lazy
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn
from wagtail.admin.widgets.button import Button
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import EditView, SnippetViewSetGroup

from elearning.cms import deletion
from elearning.cms.snippets import NamedViewSet
from quizzes.choosers import (
    CategoryChooserViewSet,
    ObjectiveChooserViewSet,
    QuestionChooserViewSet,
    QuizChooserViewSet,
    TagChooserViewSet,
)
from quizzes.filters import QuestionFilterSet
from quizzes.models import Category, Flag, Objective, Question, Quiz
from quizzes.reports.panels import FlagsPanel, WorstQuestionsPanel
from quizzes.views import PreviewNewQuizView, PreviewQuizView


class OpenEditView(EditView):
    """Edits what is in a category that is open to whoever asks."""

    def user_has_permission(self, permission):
        return super().user_has_permission(permission) and self.object.is_open_to(self.request.user)


class EditWithStatisticsView(OpenEditView):
    """Leads from a question or a quiz to its statistics."""

    @property
    def header_more_buttons(self):
        address = reverse(f"{self.model._meta.model_name}_statistics", args=[self.object.pk])
        button = Button(_("Statistics"), url=address, icon_name="history", priority=5)
        return [*super().header_more_buttons, button]


class EditQuestionView(EditWithStatisticsView):
    """Leads also to what learners report of the question, when there is something to handle."""

    @property
    def header_more_buttons(self):
        found = Flag.objects.to_handle().on(self.object).count()
        label = ngettext("%(found)s problem reported", "%(found)s problems reported", found)
        address = f"{reverse('flags')}?question={self.object.pk}"
        button = Button(label % {"found": found}, url=address, icon_name="warning", priority=4)
        return [*super().header_more_buttons, *([button] if found else [])]


class QuestionViewSet(NamedViewSet):
    model = Question
    new_one = _("New question")
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
    edit_view_class = EditQuestionView
    chooser_viewset_class = QuestionChooserViewSet
    chooser_per_page = 20

    def get_queryset(self, request):
        questions = Question.objects.select_related("category", "objective", "latest_revision")
        return questions.prefetch_related("tagged_items__tag")


class QuizViewSet(NamedViewSet):
    model = Quiz
    new_one = _("New quiz")
    icon = "list-ol"
    chooser_viewset_class = QuizChooserViewSet
    menu_label = _("Quizzes")
    menu_order = 30
    add_to_admin_menu = True
    edit_view_class = EditWithStatisticsView
    preview_on_add_view_class = PreviewNewQuizView
    preview_on_edit_view_class = PreviewQuizView
    list_display = [
        "title",
        Column("purpose_label", label=_("Purpose")),
        "pass_mark",
        LiveStatusTagColumn(),
    ]


class CategoryViewSet(NamedViewSet):
    model = Category
    new_one = _("New category")
    edit_view_class = OpenEditView
    icon = "folder-open-inverse"
    chooser_viewset_class = CategoryChooserViewSet
    menu_label = _("Categories")
    list_display = ["name", "parent", "slug"]


class ObjectiveViewSet(NamedViewSet):
    model = Objective
    new_one = _("New objective")
    icon = "crosshairs"
    chooser_viewset_class = ObjectiveChooserViewSet
    list_display = ["label", "statement", "code"]


class QuestionBank(SnippetViewSetGroup):
    menu_label = _("Questions")
    menu_icon = "help"
    menu_order = 20
    items = (QuestionViewSet, CategoryViewSet, ObjectiveViewSet)


register_snippet(QuestionBank)
register_snippet(QuizViewSet)


@hooks.register("register_admin_viewset")
def register_tag_chooser():
    return TagChooserViewSet("question_tags")


@hooks.register("register_admin_urls")
def register_statistics():
    return [path("", include("quizzes.reports.urls"))]


@hooks.register("register_admin_menu_item")
def add_statistics_to_the_menu():
    return StatisticsMenuItem(
        _("Statistics"), reverse_lazy("statistics"), icon_name="history", order=60
    )


class StatisticsMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("quizzes.change_question")


@hooks.register("construct_homepage_panels")
def add_worst_questions(request, panels):
    if request.user.has_perm("quizzes.change_question"):
        panels += [FlagsPanel(), WorstQuestionsPanel()]


@hooks.register("insert_global_admin_css")
def add_our_styles():
    return format_html('<link rel="stylesheet" href="{}">', static("css/cms.css"))


REFUSALS = {
    Question: _(
        "“%(name)s” has been published, so that answers may point to it. "
        "Unpublish it instead: quizzes will do without it."
    ),
    Quiz: _(
        "“%(name)s” has been published, so that results may point to it. "
        "Unpublish it instead: nobody will take it again."
    ),
    Category: _(
        "“%(name)s” still holds questions or other categories, or a quiz draws from it. "
        "Change these first."
    ),
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


@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def advise_on_draws(request, instance):
    """Tell the author of a published quiz which draws have too few questions to take from."""
    if isinstance(instance, Quiz):
        for quiz in Quiz.objects.filter(pk=instance.pk, live=True):
            for sentence in quiz.advice():
                messages.warning(request, sentence)


@hooks.register("after_create_snippet")
def note_the_owner(request, instance):
    """Make a new category that of its author, until it is shared."""
    if isinstance(instance, Category):
        Category.objects.filter(pk=instance.pk).update(owner=request.user)
