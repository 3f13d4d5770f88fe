"""What we decide differently from allauth."""

import base64
import hashlib
from urllib.parse import quote

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.shortcuts import redirect
from django.urls import reverse

from elearning.accounts import learners, second_factor


class AccountAdapter(DefaultAccountAdapter):
    """Asks whose progress a device keeps; tells nobody who has an account."""

    def post_login(self, request, user, **kwargs):
        response = super().post_login(request, user, **kwargs)
        if learners.unclaimed(request):
            return redirect(f"{reverse('claim')}?next={quote(response.url)}")
        return response

    def send_account_already_exists_mail(self, email):
        """Hash the password as for a new account, so that the two take the same time."""
        make_password(context.request.POST.get("password1") or None)
        super().send_account_already_exists_mail(email)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Keeps secrets encrypted, and the last factor of those who must have one."""

    def encrypt(self, text):
        return _vault().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        return _vault().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator):
        return not second_factor.must_keep(authenticator)


def _vault() -> MultiFernet:
    """Return what encrypts with SECRET_KEY, and still decrypts with the keys before it."""
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    digests = (hashlib.sha256(b"second factor " + key.encode()).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
