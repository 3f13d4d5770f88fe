"""What an administrator does for an account whose owner is locked out, or who may be watched."""

from importlib import import_module

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction
from wagtail.log_actions import log

from elearning.accounts import emails
from elearning.accounts.models import User


def close_sessions(user: User) -> None:
    """Sign a user out of every device. Sessions hold the address that was signed in with."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    for session in Session.objects.iterator():
        if session.get_decoded().get(SESSION_KEY) == str(user.pk):
            store(session.session_key).delete()
    UserSession.objects.filter(user=user).delete()


@transaction.atomic
def sign_out_everywhere(user: User, by: User) -> None:
    """Close every session of a user, in the name of an administrator, and say so in the log."""
    close_sessions(user)
    log(instance=user, action="accounts.sign_out", user=by)


@transaction.atomic
def reset_second_factor(user: User, proof: str, by: User) -> None:
    """Take every second factor away from a user, who chooses others at the next sign-in.

    `proof` says how the administrator knew who was asking. The user is signed out everywhere and
    told by e-mail; the log keeps the act.
    """
    Authenticator.objects.filter(user=user).delete()
    close_sessions(user)
    log(instance=user, action="accounts.reset_second_factor", user=by, data={"proof": proof})
    # Robust: with the mail server down, the owner who waits at the telephone signs in all the same.
    transaction.on_commit(lambda: emails.send_second_factor_reset(user.email), robust=True)
