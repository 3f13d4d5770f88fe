from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from elearning.lib.tables import MOST_BYTES, TooLong, Unreadable, read_table
from elearning.organisations import actions, addresses, recognising
from elearning.organisations.inviting import MOST_AT_ONCE
from elearning.organisations.mailboxes import domain_of, is_open_to_all
from elearning.organisations.models import FollowUp, Group, Organisation
from elearning.organisations.sending import has_had_enough

MOST_FAULTS = 20  # told at once


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


class PersonalCodesForm(forms.Form):
    count = forms.IntegerField(
        label=_("How many codes to print"),
        initial=10,
        validators=[MinValueValidator(1), MaxValueValidator(actions.MOST_PERSONAL_CODES)],
    )


class GroupField(forms.ModelChoiceField):
    """A group of an organisation, or none; hidden, and always none, where there is none."""

    def __init__(self, **options):
        wrong = {"invalid_choice": _("Choose a group of the list.")}
        super().__init__(Group.objects.none(), required=False, error_messages=wrong, **options)

    def offer(self, organisation: Organisation) -> None:
        self.queryset = organisation.groups.current()
        if not self.queryset.exists():
            self.widget = self.hidden_widget()


class GroupForm(forms.Form):
    """The name of a new group."""

    name = forms.CharField(
        label=_("Name of the group"),
        help_text=_("A service, a team, a site. Your people read it."),
        max_length=80,
        error_messages={"required": _("Type the name of the group.")},
    )

    def __init__(self, *args, organisation, **options):
        super().__init__(*args, **options)
        self.organisation = organisation

    def clean_name(self):
        name = self.cleaned_data["name"]
        if self.organisation.groups.current().filter(name__iexact=name).exists():
            raise forms.ValidationError(_("You have a group of this name already."))
        return name


class ChooseGroupForm(forms.Form):
    """The group that a person says they are in."""

    group = GroupField(label=_("My group"), empty_label=_("None"))

    def __init__(self, *args, membership, **options):
        super().__init__(*args, auto_id=f"groupe-{membership.pk}-%s", **options)
        self.initial = {"group": membership.group_id}
        self.fields["group"].offer(membership.organisation)


class InviteForm(forms.Form):
    """Whom to invite: addresses typed or pasted, or the file of a spreadsheet."""

    typed = forms.CharField(
        label=_("E-mail addresses, one a line"),
        max_length=MOST_AT_ONCE * 256,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off", "spellcheck": "false"}),
    )
    file = forms.FileField(
        label=_("Or a file of a spreadsheet, CSV or XLSX"),
        help_text=_(
            "One line for each person, the address in a column called “Courriel”. The other "
            "columns are neither read nor kept."
        ),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )

    group = GroupField(label=_("Into the group"), empty_label=_("None"))

    def __init__(self, *args, organisation, **options):
        super().__init__(*args, **options)
        self.fields["group"].offer(organisation)

    def clean_file(self):
        file = self.cleaned_data["file"]
        if not file:
            return None
        try:
            return addresses.read_rows(read_table(file.read(MOST_BYTES + 1), MOST_AT_ONCE + 1))
        except TooLong:
            raise forms.ValidationError(_too_many()) from None
        except Unreadable:
            raise forms.ValidationError(
                _("This file cannot be read. Save it again as CSV or XLSX in your spreadsheet.")
            ) from None

    def clean_typed(self):
        return addresses.read_typed(self.cleaned_data["typed"])

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        name = "file" if cleaned["file"] else "typed"
        reading = cleaned[name]
        if cleaned["file"] and cleaned["typed"].lines:
            raise forms.ValidationError(_("Type addresses or choose a file, not both."))
        for address, line in reading.lines.items():
            if has_had_enough(address):
                told = _("Line %(line)d: “%(typed)s” has been written to three times this week.")
                reading.faults.append(told % {"line": line, "typed": address})
        if len(reading.addresses) > MOST_AT_ONCE:
            reading.faults.insert(0, _too_many())
        if not reading.lines and not reading.faults:
            reading.faults.append(_("Type one address at least, or choose a file."))
        for fault in reading.faults[:MOST_FAULTS]:
            self.add_error(name, fault)
        if (more := len(reading.faults) - MOST_FAULTS) > 0:
            self.add_error(name, _("And %(more)d more like these.") % {"more": more})
        return cleaned | {"people": reading.addresses}


def _too_many() -> str:
    return _("%(most)d people at most at once: make several files of it.") % {"most": MOST_AT_ONCE}


class CloseInvitationForm(forms.Form):
    email = forms.EmailField(
        label=_("Address of the person"),
        error_messages={"required": _("Type the address that you wrote to.")},
    )

    def clean_email(self):
        return self.cleaned_data["email"].lower()


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
