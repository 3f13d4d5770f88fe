from urllib.parse import quote

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import AuthenticationMiddleware, get_user
from django.contrib.auth.models import AnonymousUser
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from elearning.accounts import lifetimes, second_factor
from elearning.accounts.learners import THIRTEEN_MONTHS
from elearning.accounts.security_log import note

CHOOSE = _(
    "To enter this space, protect your account with a second step: a passkey, or the codes of an "
    "authenticator app."
)


class TimedAuthenticationMiddleware(AuthenticationMiddleware):
    """Takes whoever signed in too long ago for nobody; asked only where a view asks who it is."""

    def process_request(self, request):
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: _user_in_time(request))


def _user_in_time(request):
    return AnonymousUser() if lifetimes.has_ended(request.session) else get_user(request)


class LearnerMiddleware:
    """Says whether this device keeps a progress, and sends the cookie of a learner just made."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.keeps_progress = settings.LEARNER_COOKIE_NAME in request.COOKIES
        response = self.get_response(request)
        if cookie := getattr(request, "new_learner_cookie", None):
            response.set_cookie(
                settings.LEARNER_COOKIE_NAME,
                cookie,
                max_age=getattr(request, "learner_cookie_lasts", THIRTEEN_MONTHS),
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        return response


class SecondFactorMiddleware:
    """Lets nobody into the rooms of second_factor.ROOMS with a password, or a code, alone."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if (
            not request.path.startswith(second_factor.ROOMS)
            or not request.user.is_authenticated
            or second_factor.is_proven(request)
        ):
            return self.get_response(request)
        page = second_factor.where_to_prove(request.user)
        if page == "mfa_index":
            messages.warning(request, CHOOSE)
        return redirect(f"{reverse(page)}?next={quote(request.get_full_path())}")


class SecurityLogMiddleware:
    """Notes what is refused: rights, forms, limits, and numbers tried in an address."""

    EVENTS = {400: "malformed", 403: "refused", 429: "too many"}
    # Where Wagtail leads whoever is signed in and may not; saving one's own account does too.
    INSTEAD = ("wagtailadmin_home", "account_login")
    OWN_ACCOUNT = "wagtailadmin_account"

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        match = request.resolver_match
        event = self.EVENTS.get(response.status_code)
        if event is None and match and match.url_name:
            event = self._event(request, match, response)
        if event:
            user = getattr(request, "user", None)
            view = match.view_name if match else ""
            note(event, user, failed=True, view=view, method=request.method)
        return response

    def _event(self, request, match, response) -> str | None:
        if response.status_code == 404 and match.kwargs and match.url_name != "wagtail_serve":
            return "not found"
        if response.status_code == 302 and match.url_name != self.OWN_ACCOUNT:
            where = response.url.partition("?")[0]
            led_away = where in [reverse(name) for name in self.INSTEAD]
            return "refused" if led_away and request.user.is_authenticated else None
        return None
