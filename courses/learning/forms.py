from django import forms
from django.utils.translation import gettext_lazy as _

from elearning.accounts.models import Learner
from quizzes.engine.types.open_answer import OpenQuestion
from quizzes.models import Flag


class MarkingForm(forms.Form):
    """Points by criterion, and a comment, which whoever does not earn everything needs."""

    comment = forms.CharField(
        label=_("Comment to the learner"),
        help_text=_("What is good, what is missing, what to do next."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args, question: OpenQuestion, **kwargs):
        super().__init__(*args, **kwargs)
        self.names = {f"points-{n}": one.key for n, one in enumerate(question.criteria)}
        self.worth = question.worth
        points = {
            name: forms.IntegerField(
                label=criterion.text,
                help_text=_("Out of %(points)s.") % {"points": criterion.points},
                min_value=0,
                max_value=criterion.points,
            )
            for name, criterion in zip(self.names, question.criteria, strict=True)
        }
        self.fields = points | self.fields

    def clean(self):
        cleaned = super().clean()
        complete = self.names.keys() <= cleaned.keys()
        if complete and sum(self.points().values()) < self.worth and not cleaned.get("comment"):
            self.add_error("comment", _("Say what is missing: points alone teach nothing."))
        return cleaned

    def points(self) -> dict[str, int]:
        return {key: self.cleaned_data[name] for name, key in self.names.items()}

    def marks(self) -> tuple[dict[str, int], str]:
        return self.points(), self.cleaned_data["comment"]


class FlagForm(forms.Form):
    """Asks what is wrong with a question: a reason of a list, and a sentence if one likes."""

    reason = forms.ChoiceField(
        label=_("What is the problem?"),
        choices=Flag.Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what the problem is.")},
    )
    comment = forms.CharField(
        label=_("In a few words"),
        help_text=_("No name, no password, nothing personal."),
        max_length=300,
        required=False,
    )


class RegradeForm(forms.Form):
    """Asks why answers are marked again, and what becomes of certificates."""

    reason = forms.CharField(
        label=_("Why is the key corrected?"),
        help_text=_("Kept with the date and your name."),
        max_length=300,
        error_messages={"required": _("Say why: it is kept with your name.")},
    )
    withdraws = forms.TypedChoiceField(
        label=_("Certificates of those who do not pass any more"),
        choices=[
            ("", _("are kept: the fault was ours")),
            ("yes", _("are withdrawn, for the reason above")),
        ],
        coerce=bool,
        empty_value=False,
        required=False,
        initial="",
        widget=forms.RadioSelect,
    )


class ExtraTimeForm(forms.ModelForm):
    """Asks for more time in quizzes whose time is limited: nobody else is told, nor asks why."""

    class Meta:
        model = Learner
        fields = ["extra_time"]
        labels = {"extra_time": _("In quizzes whose time is limited")}
        help_texts = {
            "extra_time": _(
                "For any reason of your own. Nobody else sees this choice, and no proof is asked "
                "for. It applies from your next attempt on."
            )
        }
