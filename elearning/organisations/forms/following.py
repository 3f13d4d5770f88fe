from django import forms
from django.utils.translation import gettext_lazy as _

from elearning.organisations.models import FollowUp, Organisation


class FollowUpForm(forms.Form):
    """Why an organisation may follow its people by name: consent is not in the list."""

    basis = forms.ChoiceField(
        label=_("Legal basis"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the legal basis.")},
    )
    law = forms.CharField(
        label=_("The text that obliges you"),
        help_text=_("For a legal obligation only. Your people read it."),
        max_length=200,
        required=False,
    )

    def __init__(self, *args, organisation, **kwargs):
        super().__init__(*args, **kwargs)
        bases = FollowUp.Basis
        choices = [
            (
                bases.PUBLIC_TASK,
                _(
                    "Task in the public interest (GDPR, article 6.1.e): training its staff serves "
                    "the task that the law gives to a public body. A person may object, for a "
                    "reason of their own."
                ),
            ),
            (
                bases.LEGAL_DUTY,
                _(
                    "Legal obligation (GDPR, article 6.1.c): a text obliges you to know who has "
                    "followed this training. Say which."
                ),
            ),
        ]
        # A public authority may not rely on it in its tasks: last words of article 6.1.
        if organisation.kind == Organisation.Kind.OTHER:
            told = _(
                "Legitimate interest (GDPR, article 6.1.f): for an association or a company, once "
                "it has weighed it against the rights of its people. Not for a public authority."
            )
            choices.append((bases.LEGITIMATE_INTEREST, told))
        self.fields["basis"].choices = choices

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("basis") == FollowUp.Basis.LEGAL_DUTY and not cleaned.get("law"):
            self.add_error("law", _("Name the text that obliges you."))
        return cleaned


class NameForm(forms.Form):
    """The name by which an organisation follows a member."""

    name = forms.CharField(
        label=_("Your name, as your organisation will read it"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Type your name.")},
    )

    def clean_name(self):
        name = " ".join(self.cleaned_data["name"].split())
        if not any(map(str.isalpha, name)):
            raise forms.ValidationError(_("Type your name."))
        return name
