"""What we decide differently from allauth."""

import base64
import hashlib
import logging
from urllib.parse import quote

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base import AuthError
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import get_random_string

from elearning.accounts import learners, lifetimes, second_factor
from elearning.accounts.oidc import sessions
from elearning.accounts.oidc.tokens import Refused
from elearning.accounts.security_log import note
from elearning.mail import compose

logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    """Asks whose progress a device keeps; tells nobody who has an account."""

    def login(self, request, user):
        super().login(request, user)
        lifetimes.begin(request.session, user)

    def pre_authenticate(self, request, **credentials):
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            note("too many passwords", address=credentials.get("email"), failed=True)
            raise

    def post_login(self, request, user, **kwargs):
        response = super().post_login(request, user, **kwargs)
        if sociallogin := (kwargs.get("signal_kwargs") or {}).get("sociallogin"):
            sessions.begin(request, user, sociallogin)
        if learners.unclaimed(request):
            return redirect(f"{reverse('claim')}?next={quote(response.url)}")
        return response

    def get_logout_redirect_url(self, request):
        return sessions.way_out(request, super().get_logout_redirect_url(request))

    def render_mail(self, template_prefix, email, context, headers=None):
        plain = super().render_mail(template_prefix, email, context, headers)
        return compose(plain.subject, plain.body, email, headers)

    def send_account_already_exists_mail(self, email):
        """Hash the password as for a new account, so that the two take the same time."""
        make_password(context.request.POST.get("password1") or None)
        super().send_account_already_exists_mail(email)


class ProviderAdapter(DefaultSocialAccountAdapter):
    """Asks identity providers; an account joins one from its own pages only, never by an e-mail."""

    def get_requests_session(self):
        """Ask the addresses of the settings, and none that they lead to."""
        session = super().get_requests_session()
        session.max_redirects = 0
        return session

    def generate_state_param(self, state):
        return get_random_string(64)  # ProConnect asks for 32 at least

    def on_authentication_error(self, request, provider, error=None, exception=None, **kwargs):
        """Say in the log what the person is not told; only our own words, which name nobody."""
        if error == AuthError.CANCELLED:
            return
        why = exception if isinstance(exception, Refused) else type(exception).__name__
        if exception is None:
            why = "not begun in this browser, or an error over there"
        logger.warning("sign-in with %s failed: %s", provider.sub_id, why)


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
