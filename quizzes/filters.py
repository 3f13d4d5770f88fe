from django import forms
from django.db.models import F
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, ModelChoiceFilter
from taggit.models import Tag
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms.choosers import BaseFilterForm, SearchFilterMixin

from quizzes.blocks import QUESTION_BLOCKS
from quizzes.models import Category, ItemReport, Objective, Question
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


HEALTH = {
    "amiss": _("To look at"),
    "healthy": _("Healthy"),
    "unknown": _("Not enough data"),
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

    category = ChoiceFilter(
        label=_("Category, with those inside it"),
        choices=Category.objects.choices,
        method="keep_category",
        empty_label=_("All"),
        widget=forms.Select,
    )
    health = ChoiceFilter(
        label=_("Health"),
        choices=list(HEALTH.items()),
        method="keep_health",
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Question
        fields = ["category", "objective"]

    def keep_category(self, questions, name, value):
        return keep(questions, category__in=Category.objects.below(int(value)))

    def keep_health(self, questions, name, value):
        return keep(questions, pk__in=questions_by_health(value))

    def keep_type(self, questions, name, value):
        return keep(questions, content__0__type=value)

    def keep_tag(self, questions, name, value):
        return keep(questions, tagged_items__tag=value)

    def keep_state(self, questions, name, value):
        return keep(questions, **STATES[value][1])


def keep(questions, **fields):
    return questions.filter(pk__in=Question.objects.filter(**fields).values("pk"))


def questions_by_health(health: str):
    """Return the questions whose published version is to look at, healthy, or not known."""
    known = ItemReport.objects.filter(
        figures__isnull=False, version=F("version__question__current_version")
    )
    amiss = known.filter(severity__gt=0).values("version__question")
    if health == "amiss":
        return amiss
    known = known.values("version__question")
    if health == "healthy":
        return Question.objects.filter(pk__in=known).exclude(pk__in=amiss).values("pk")
    return Question.objects.exclude(pk__in=known).values("pk")


class QuestionChooserForm(SearchFilterMixin, BaseFilterForm):
    """The filters of the list of questions, for the chooser: one select each."""

    category = forms.TypedChoiceField(label=_("Category"), coerce=int, empty_value=None)
    objective = forms.ModelChoiceField(
        label=_("Objective"), queryset=Objective.objects.all(), empty_label=_("All")
    )
    tag = forms.ModelChoiceField(label=_("Tag"), queryset=Tag.objects.none(), empty_label=_("All"))
    type = forms.ChoiceField(label=_("Type"))
    state = forms.ChoiceField(label=_("Status"))
    health = forms.ChoiceField(label=_("Health"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        words = {key: label for key, (label, _fields) in STATES.items()}
        choices = {
            "category": Category.objects.choices(),
            "type": TYPES,
            "state": words.items(),
            "health": HEALTH.items(),
        }
        for name, values in choices.items():
            self.fields[name].choices = [("", _("All")), *values]
        self.fields["tag"].queryset = tags_of_questions()
        for name in self.filters:
            self.fields[name].required = False
            self.fields[name].widget.attrs["data-chooser-modal-search-filter"] = True

    filters = ("category", "objective", "tag", "type", "state", "health")

    def filter(self, objects):
        chosen = QuestionFilterSet(
            {
                name: getattr(value, "pk", value)
                for name in self.filters
                if (value := self.cleaned_data.get(name))
            },
            queryset=objects,
        )
        return super().filter(chosen.qs)
