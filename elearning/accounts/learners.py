"""Who is learning in this request: an account's learner, or the one a signed cookie names."""

import uuid

from django.conf import settings
from django.core import signing

from elearning.accounts.models import Learner

SALT = "learner"
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
    return Learner.objects.filter(pk=_learner_id_of_cookie(request), user=None).first()


def learner_for_action(request) -> Learner:
    """Return the learner of this request, made now if this is the first action.

    LearnerMiddleware sends the cookie of a learner made here.
    """
    if learner := current_learner(request):
        return learner
    if request.user.is_authenticated:
        return Learner.objects.get_or_create(user=request.user)[0]
    learner = Learner.objects.create()
    request.new_learner_cookie = signing.dumps(learner.pk.hex, salt=SALT)
    return learner


def _learner_id_of_cookie(request) -> uuid.UUID | None:
    try:
        cookie = request.COOKIES[settings.LEARNER_COOKIE_NAME]
        return uuid.UUID(signing.loads(cookie, salt=SALT, max_age=THIRTEEN_MONTHS))
    except (KeyError, signing.BadSignature):
        return None
