from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from elearning.organisations import recognising
from elearning.organisations.mailboxes import domain_of, is_open_to_all


class DomainForm(forms.Form):
    email = forms.EmailField(
        label=_("An address of your organisation"),
        help_text=_(
            "A code goes there: an address whose mail you can read, for instance the desk’s."
        ),
        error_messages={"required": _("Type an address of your organisation.")},
    )

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        if is_open_to_all(domain_of(email)):
            raise forms.ValidationError(
                _("Anybody may have an address at %(domain)s: it says nothing of an employer."),
                params={"domain": domain_of(email)},
            )
        return email


class DomainCodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code received there"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages={"required": _("Type the eight figures of the message.")},
    )


class DomainDecisionForm(WagtailAdminModelForm):
    """What an administrator decides of a domain that an organisation says is its own."""

    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[
            ("", _("Decide later")),
            ("approve", _("Approve: people with an address there are asked to join")),
            ("end", _("Refuse, or end: nobody is asked to join by it any more")),
        ],
        widget=forms.RadioSelect,
        required=False,
        help_text=_("A domain that several employers share names none of them."),
    )

    def save(self, commit=True):
        decision = self.cleaned_data["decision"]
        if decision == "approve":
            recognising.approve(self.instance, self.for_user, timezone.now())
        elif decision == "end":
            recognising.end(self.instance, timezone.now())
        self.instance.refresh_from_db()
        return self.instance
