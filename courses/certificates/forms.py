from collections.abc import Sequence

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from courses.certificates import names
from courses.certificates.models import Certificate
from courses.certificates.verification import HEAVIEST_FILE
from elearning.organisations.models import Membership, Organisation


class NameForm(forms.Form):
    """Asks the name that a certificate will bear."""

    name = forms.CharField(
        label=_("Your first name and your name"),
        help_text=_("As they should stand on the certificate."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Type your name: it will stand on the certificate.")},
    )

    def clean_name(self):
        name = self.cleaned_data["name"]
        if not names.is_visible(name):
            raise ValidationError(
                _("This name holds signs that nobody sees, or nothing else. Type it again.")
            )
        return name


class CorrectionForm(NameForm):
    """Asks the name again: left as it is, it would spend the only correction for nothing."""

    def clean_name(self):
        name = super().clean_name()
        if name == self.initial["name"]:
            raise ValidationError(_("This is the name that it bears already: change it first."))
        return name


class ShownForm(forms.Form):
    """Asks how much of the name others see, and whether an organisation stands beside it."""

    name_shown = forms.ChoiceField(
        label=_("What the certificate shows of it"),
        choices=Certificate.NameShown.choices,
        initial=Certificate.NameShown.FULL,
        widget=forms.RadioSelect,
        required=False,
    )

    organisation_name = forms.ChoiceField(
        label=_("Your organisation on the certificate"),
        help_text=_("Out of those that you have joined here. They are not told."),
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, *args, organisations: Sequence[str] = (), **kwargs):
        super().__init__(*args, **kwargs)
        if organisations:
            choices = [("", _("no organisation")), *((name, name) for name in organisations)]
            self.fields["organisation_name"].choices = choices
        else:
            del self.fields["organisation_name"]

    def clean_name_shown(self):
        return self.cleaned_data["name_shown"] or Certificate.NameShown.FULL


class HolderForm(ShownForm, NameForm):
    """Asks both, once."""


class RevocationForm(forms.Form):
    """Asks an administrator why a certificate is revoked, out of a closed list."""

    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=Certificate.Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a reason: its holder will read it.")},
    )


class ProofForm(forms.Form):
    """Takes the PDF of a certificate, or its badge."""

    file = forms.FileField(
        label=_("PDF of the certificate, or badge file"),
        help_text=_("As it was downloaded: 1 MB at most. It is checked, and not kept."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.jwt,application/pdf,application/vc+jwt"}),
        error_messages={"required": _("Choose the file to check.")},
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > HEAVIEST_FILE:
            raise ValidationError(_("This file is too heavy: a certificate weighs 100 kB at most."))
        return file


class HandOverForm(forms.Form):
    """To which of their organisations somebody hands a certificate, of those that lack it."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("To whom"),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose an organisation of yours."),
            "invalid_choice": _("Choose an organisation of yours."),
        },
    )

    def __init__(self, *args, certificate, **kwargs):
        super().__init__(*args, **kwargs)
        joined = Membership.objects.current().filter(learner=certificate.learner_id)
        organisations = Organisation.objects.filter(pk__in=joined.values("organisation"))
        lacking = organisations.exclude(handed__certificate=certificate)
        self.fields["organisation"].queryset = lacking
        choices = list(lacking[:2])
        self.has_choices = bool(choices)
        if len(choices) == 1:
            self.initial["organisation"] = choices[0]
