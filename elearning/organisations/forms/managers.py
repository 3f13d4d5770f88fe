from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from elearning.organisations import actions
from elearning.organisations.models import Organisation


class AskToManageForm(forms.Form):
    """Which organisation, and in what capacity."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.current(),
        widget=forms.HiddenInput,
        error_messages={
            "required": _("Search for your organisation, then choose it."),
            "invalid_choice": _("Search for your organisation, then choose it."),
        },
    )
    function = forms.CharField(
        label=_("Your function there"),
        help_text=_("For instance: secretary of the town hall, human resources, mayor."),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
        error_messages={"required": _("Say what you do there: the Region will ask.")},
    )

    @property
    def chosen(self) -> Organisation | None:
        """Return the organisation that the form is about, if it is one."""
        pk = self["organisation"].value()
        if not str(pk or "").isdecimal():
            return None
        return Organisation.objects.current().filter(pk=pk).first()


class ManagerForm(WagtailAdminModelForm):
    """What an administrator decides of somebody who asks to manage an organisation."""

    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[
            ("", _("Decide later")),
            ("validate", _("Validate: this person may invite people and see how many joined")),
            ("end", _("Refuse, or end: this person manages it no longer")),
        ],
        widget=forms.RadioSelect,
        required=False,
        help_text=_("Call the organisation at a number you know before you validate."),
    )

    def save(self, commit=True):
        decision = self.cleaned_data["decision"]
        if decision == "validate":
            actions.validate(self.instance, self.for_user, timezone.now())
        elif decision == "end":
            actions.end(self.instance, self.for_user, timezone.now())
        self.instance.refresh_from_db()
        return self.instance
