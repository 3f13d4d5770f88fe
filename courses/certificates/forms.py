from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from courses.certificates.verification import HEAVIEST_FILE


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
