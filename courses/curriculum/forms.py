from django import forms
from django.utils.translation import gettext_lazy as _

from courses.curriculum.drafting import outlines
from courses.models import OrientationPage

OBJECTIVES = ("objective_1", "objective_2", "objective_3")
LONGEST_STATEMENT = 200
VERB = _("Begin with a verb: recognise, check, choose…")


def objective_field(required: bool = False) -> forms.CharField:
    label = _("Afterwards, people will be able to")
    more = _("Afterwards, people will also be able to")
    return forms.CharField(
        label=label if required else more,
        max_length=LONGEST_STATEMENT,
        required=required,
        help_text=VERB if required else _("May be left empty."),
    )


class NewModuleForm(forms.Form):
    """What a module begins with: a title, a place, an outline, what people will learn."""

    title = forms.CharField(label=_("Title of the module"), max_length=120)
    orientation = forms.ModelChoiceField(
        label=_("Orientation"), queryset=OrientationPage.objects.none(), empty_label=None
    )
    outline = forms.ChoiceField(label=_("Template"), widget=forms.RadioSelect)
    objective_1 = objective_field(required=True)
    objective_2 = objective_field()
    objective_3 = objective_field()

    def __init__(self, *args, orientations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["orientation"].queryset = orientations
        self.fields["outline"].choices = [
            (key, f"{one.outline.name} – {one.outline.description}")
            for key, one in outlines().items()
        ]
        self.fields["outline"].initial = next(iter(outlines()))

    @property
    def statements(self) -> list[str]:
        return [said for name in OBJECTIVES if (said := self.cleaned_data[name])]
