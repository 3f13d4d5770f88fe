from django import forms
from django.utils.translation import gettext_lazy as _

from courses.curriculum.boards import Change
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


class PublicationForm(forms.Form):
    """What is published of a module that people know already: a correction, or a new edition."""

    CORRECTION, EDITION = "correction", "edition"

    change = forms.ChoiceField(
        label=_("What changes for learners"),
        choices=[
            (CORRECTION, _("A correction: words, an address, a mistake. Certificates stay.")),
            (EDITION, _("A new edition: what people learn has changed.")),
        ],
        initial=CORRECTION,
        widget=forms.RadioSelect,
    )
    renew = forms.BooleanField(
        label=_("Ask to renew the certificates of earlier editions"),
        required=False,
        help_text=_("Only with a new edition. They stay true: nothing is taken back."),
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("renew") and cleaned.get("change") == self.CORRECTION:
            self.add_error("renew", _("A correction asks nobody to renew: choose a new edition."))
        return cleaned

    @property
    def said(self) -> Change:
        return Change(self.cleaned_data["change"] == self.EDITION, self.cleaned_data["renew"])
