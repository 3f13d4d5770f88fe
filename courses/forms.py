from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page

from courses import offers
from elearning.cms.guidance import REFUSAL, is_guidance
from elearning.cms.inline import tell_choosers
from elearning.cms.references import refuse_missing_references


class WrittenForm(WagtailAdminPageForm):
    """A form that publishes no text which the template has put there for its author."""

    def clean(self):
        cleaned = super().clean()
        if not self.is_deferred_validation:
            for name, value in cleaned.copy().items():
                if isinstance(value, str) and is_guidance(value):
                    self.add_error(name, REFUSAL)
        return cleaned


class IntroductionForm(WrittenForm):
    """A form that publishes no introduction that quotes what does not exist."""

    def clean_introduction(self):
        introduction = self.cleaned_data["introduction"]
        if not self.is_deferred_validation:
            refuse_missing_references(introduction)
        return introduction


class ModuleForm(IntroductionForm):
    """A module's form, which reads its objectives together."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "objective_links" in self.formsets:
            tell_choosers(self.formsets["objective_links"], "objective")


class LessonPageForm(WrittenForm):
    """A lesson's form, which proposes the objectives of its module only."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        module = self.parent_page.specific.get_latest_revision_as_object()
        proposed = [link.objective_id for link in module.objective_links.all()]
        chosen = [objective.pk for objective in self.instance.objectives.all()]
        field = self.fields["objectives"]
        field.queryset = field.queryset.filter(pk__in=[*proposed, *chosen])


class OffersForm(forms.Form):
    """The file of offers, then what was read of it, to confirm."""

    LARGEST = 500_000  # bytes

    file = forms.FileField(label=_("CSV file"), error_messages={"required": _("Choose a file.")})
    text = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].required = not self.data.get("text")

    def clean_file(self):
        file = self.cleaned_data["file"]
        if not file:
            return ""
        if file.size > self.LARGEST:
            raise forms.ValidationError(_("This file is larger than 500 kB."))
        try:
            return offers.decode(file.read())
        except UnicodeDecodeError:
            raise forms.ValidationError(_("This file is not text.")) from None


class ProposalForm(forms.Form):
    """A sheet proposed by somebody who has led a project."""

    PARTS = ("context", "done", "worked", "failed", "advice")

    title = forms.CharField(label=_("Title"), max_length=120)
    summary = forms.CharField(
        label=_("In one sentence"), max_length=160, help_text=_("160 characters at most.")
    )
    context = forms.CharField(
        label=_("The need, and for whom"), max_length=3000, widget=forms.Textarea({"rows": 5})
    )
    done = forms.CharField(
        label=_("What you did"), max_length=5000, widget=forms.Textarea({"rows": 5})
    )
    worked = forms.CharField(
        label=_("What worked"), max_length=3000, required=False, widget=forms.Textarea({"rows": 5})
    )
    failed = forms.CharField(
        label=_("What did not work"),
        max_length=3000,
        required=False,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("It is often what helps others most."),
    )
    advice = forms.CharField(
        label=_("What you would do again, or not"),
        max_length=3000,
        required=False,
        widget=forms.Textarea({"rows": 5}),
    )
    contributor = forms.CharField(
        label=_("Your name and your organisation"),
        max_length=160,
        help_text=_("Shown on the sheet once it is published."),
    )
    email = forms.EmailField(
        label=_("Your e-mail"),
        required=False,
        help_text=_(
            "Only to ask you about the sheet. Never published, and deleted once the sheet is."
        ),
    )
    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    @property
    def is_from_a_robot(self) -> bool:
        """Return whether the field that people do not see was filled in."""
        return bool(self.cleaned_data["website"])


class WritingPlacesForm(forms.Form):
    """The orientations that a trainer writes in."""

    orientations = forms.ModelMultipleChoiceField(
        label=_("Orientations"),
        queryset=Page.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_(
            "With one or more, this person writes in these only, and leaves the role “Formateurs”, "
            "which writes everywhere. With none, only the roles of the account count."
        ),
    )

    def __init__(self, *args, orientations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["orientations"].queryset = orientations
