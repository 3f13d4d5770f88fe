from allauth.account.adapter import get_adapter
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from elearning.mail import compose


def send_second_factor_reset(email: str) -> None:
    """Tell somebody that an administrator took their second factors away. Raises OSError."""
    context = {
        "sign_in": settings.WAGTAILADMIN_BASE_URL + reverse("account_login"),
        "site_name": settings.WAGTAIL_SITE_NAME,
    }
    text = render_to_string("accounts/email/second_factor_reset.txt", context)
    compose(_("The second step of your account was taken away"), text, email).send()


def send_resume_link(email: str, url: str) -> None:
    """Send the link that brings a progress to another device; the address is not kept."""
    get_adapter().send_mail("accounts/email/resume_link", email, {"url": url})
