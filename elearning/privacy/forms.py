from django import forms
from django.utils.translation import gettext_lazy as _


class ErasureForm(forms.Form):
    """Asks for one deliberate tick: nothing brings back what is erased."""

    sure = forms.BooleanField(
        label=_("I understand that nothing will bring it back"),
        label_suffix="",
        error_messages={"required": _("Tick the box to erase your data.")},
    )
