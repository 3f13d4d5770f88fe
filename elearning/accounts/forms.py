from allauth.mfa.webauthn.forms import AddWebAuthnForm
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.forms import DisconnectForm
from allauth.socialaccount.models import SocialApp
from django import forms
from django.utils.translation import gettext_lazy as _

from elearning.accounts.security_log import note


class AddKeyForm(AddWebAuthnForm):
    """Names a passkey; it signs in alone unless one asks otherwise."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the key, to tell it from others")
        self.fields["passwordless"].initial = True


class LeaveProviderForm(DisconnectForm):
    """Takes an identity provider away from an account, one that the settings no longer name too."""

    def save(self):
        try:
            super().save()
        except SocialApp.DoesNotExist:
            account = self.cleaned_data["account"]
            account.delete()
            note("provider left", account.user, provider=account.provider)
            get_adapter().send_notification_mail(
                "socialaccount/email/account_disconnected",
                account.user,
                {"account": account, "provider": account.provider},
            )


class AddressForm(forms.Form):
    """Asks where to send a link; nothing keeps the answer."""

    email = forms.EmailField(
        label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )


class ResumeForm(forms.Form):
    """Asks for a resume code, in whatever way it was written down."""

    code = forms.CharField(
        label=_("Three words and a number"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
        error_messages={"required": _("Type the code: three words, then a number.")},
    )
