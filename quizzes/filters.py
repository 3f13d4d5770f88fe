from django import forms
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, ModelChoiceFilter
from wagtail.admin.filters import WagtailFilterSet

from quizzes.blocks import QUESTION_BLOCKS
from quizzes.models import Question
from quizzes.models.bank import tags_of_questions

TYPES = [(name, block.meta.label) for name, block in QUESTION_BLOCKS]
STATES = {
    "live": (_("Published"), {"live": True, "has_unpublished_changes": False}),
    "changed": (
        _("Published, with changes to publish"),
        {"live": True, "has_unpublished_changes": True},
    ),
    "draft": (_("Draft"), {"live": False}),
}


class QuestionFilterSet(WagtailFilterSet):
    """Filters on what search does not index: each becomes a filter on primary keys."""

    type = ChoiceFilter(
        label=_("Type"),
        choices=TYPES,
        method="keep_type",
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )
    tag = ModelChoiceFilter(
        label=_("Tag"), queryset=lambda request: tags_of_questions(), method="keep_tag"
    )
    state = ChoiceFilter(
        label=_("Status"),
        choices=[(key, label) for key, (label, _fields) in STATES.items()],
        method="keep_state",
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Question
        fields = ["category", "objective"]

    def keep_type(self, questions, name, value):
        return keep(questions, content__0__type=value)

    def keep_tag(self, questions, name, value):
        return keep(questions, tagged_items__tag=value)

    def keep_state(self, questions, name, value):
        return keep(questions, **STATES[value][1])


def keep(questions, **fields):
    return questions.filter(pk__in=Question.objects.filter(**fields).values("pk"))
