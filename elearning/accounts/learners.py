"""Who is learning in this request: an account's learner, or the one a signed cookie names."""

import uuid

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.core import signing

from elearning.accounts.models import Learner

SALT = "learner"
NOT_MINE = "learner left alone"
THIRTEEN_MONTHS = 395 * 24 * 3600  # seconds; CNIL's longest life for a cookie


def owner(request) -> dict:
    """Return the lookup that keeps, of rows with a `learner`, those of this request's learner.

    A learner tied to an account is reached through that account's session only, never by cookie.
    """
    if request.user.is_authenticated:
        return {"learner__user": request.user}
    return {"learner": _learner_id_of_cookie(request), "learner__user": None}


def current_learner(request) -> Learner | None:
    """Return the learner of this request, without writing anything."""
    if request.user.is_authenticated:
        return Learner.objects.filter(user=request.user).first()
    return of_cookie(request)


def is_current(request, learner: Learner | None) -> bool:
    """Return whether a learner is the one of this request, without asking the database."""
    if learner is None:
        return False
    if request.user.is_authenticated:
        return learner.user_id == request.user.pk
    return learner.user_id is None and learner.pk == _learner_id_of_cookie(request)


def learner_for_action(request) -> Learner:
    """Return the learner of this request, made now if this is the first action."""
    if learner := current_learner(request):
        return learner
    if request.user.is_authenticated:
        return Learner.objects.get_or_create(user=request.user)[0]
    learner = Learner.objects.create()
    remember(request, learner)
    return learner


def remember(request, learner: Learner) -> None:
    """Make this device the learner's: LearnerMiddleware sends the cookie."""
    request.new_learner_cookie = signing.dumps(learner.pk.hex, salt=SALT)


def of_cookie(request) -> Learner | None:
    """Return the learner without account whom this device keeps, whoever is signed in."""
    number = _learner_id_of_cookie(request)
    return number and Learner.objects.filter(pk=number, user=None).first()


def unclaimed(request) -> Learner | None:
    """Return the learner of this device whom the account signed in may claim, unless it said no."""
    if not request.user.is_authenticated:
        return None
    learner = of_cookie(request)
    if learner is None or request.session.get(NOT_MINE) == learner.pk.hex:
        return None
    return learner


def has_confirmed_address(learner: Learner) -> bool:
    """Return whether the learner has an account whose e-mail address is confirmed."""
    addresses = EmailAddress.objects.filter(user=learner.user_id, verified=True)
    return learner.user_id is not None and addresses.exists()


def verified_name(learner: Learner | None) -> str:
    """Return the name that an identity provider has verified, or nothing."""
    if learner is None or learner.user_id is None:
        return ""
    verified = SocialAccount.objects.filter(user=learner.user_id, extra_data__is_verified=True)
    latest = verified.order_by("-last_login").values_list("extra_data__name", flat=True)
    return latest.first() or ""


def employers(user) -> list[str]:
    """Return the SIREN of the employers that identity providers name for an account."""
    told = SocialAccount.objects.filter(user=user).values_list("extra_data__siren", flat=True)
    return [siren for siren in told if siren]


def leave_alone(request, learner: Learner) -> None:
    """Do not ask again, in this session, whose this learner is."""
    request.session[NOT_MINE] = learner.pk.hex


def keep_short(request) -> None:
    """Keep the learner of this device until the browser is closed, no longer."""
    if learner := of_cookie(request):
        remember(request, learner)
        request.learner_cookie_lasts = None


def forget(response):
    """Take the learner away from this device; return the response."""
    response.delete_cookie(settings.LEARNER_COOKIE_NAME, samesite="Lax")
    return response


def _learner_id_of_cookie(request) -> uuid.UUID | None:
    try:
        cookie = request.COOKIES[settings.LEARNER_COOKIE_NAME]
        return uuid.UUID(signing.loads(cookie, salt=SALT, max_age=THIRTEEN_MONTHS))
    except (KeyError, signing.BadSignature):
        return None
