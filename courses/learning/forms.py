from django import forms
from django.utils.translation import gettext_lazy as _


class HolderForm(forms.Form):
    """Asks, once, the name that a certificate will bear."""

    name = forms.CharField(
        label=_("Your first name and your name"),
        help_text=_("As they should stand on the certificate."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Type your name: it will stand on the certificate.")},
    )
