from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from elearning.lib.tables import MOST_BYTES, TooLong, Unreadable, read_table
from elearning.organisations import actions, addresses
from elearning.organisations.forms.groups import GroupField
from elearning.organisations.inviting import MOST_AT_ONCE
from elearning.organisations.sending import has_had_enough

MOST_FAULTS = 20  # told at once


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
    # The key of the list that was read, once it is to be sent.
    confirmed = forms.UUIDField(required=False, widget=forms.HiddenInput)

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


class PersonalCodesForm(forms.Form):
    count = forms.IntegerField(
        label=_("How many codes to print"),
        initial=10,
        validators=[MinValueValidator(1), MaxValueValidator(actions.MOST_PERSONAL_CODES)],
    )
