"""Progress made without an account joins it: shown first, then moved once, room by room."""

from importlib import import_module
from types import ModuleType

from django.conf import settings
from django.db import transaction

from elearning.accounts.models import Learner, ResumeCode, User


def rooms() -> list[ModuleType]:
    """Return the `claiming` module of each room that keeps rows of learners, the lowest first.

    Each has `kept_for(learner)`, what it keeps, in words, and `claim(source, target, now)`.
    """
    return [import_module(f"{room}.claiming") for room in settings.CLAIMING_ROOMS]


def kept_for(learner: Learner) -> list[str]:
    return [sentence for room in rooms() for sentence in room.kept_for(learner)]


@transaction.atomic
def claim(learner_id, user: User, now) -> bool:
    """Give the progress of a learner without account to a user; return whether it was done.

    However often it is asked, and by however many, it happens once.
    """
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    nobodys = Learner.objects.filter(pk=learner_id, user=None)
    target = Learner.objects.filter(user=user).first()
    if target is None:
        ResumeCode.objects.filter(learner=learner_id).delete()
        return bool(nobodys.update(user=user))
    source = nobodys.first()
    return source is not None and _merge(source, target, now)


@transaction.atomic
def unite(source: Learner, target: Learner, now) -> bool:
    """Give the progress of one learner without account to another; return whether it was done."""
    list(Learner.objects.select_for_update(no_key=True).filter(pk=target.pk))
    return _merge(source, target, now)


def _merge(source: Learner, target: Learner, now) -> bool:
    for room in rooms():
        room.claim(source, target, now)
    if target.extra_time < source.extra_time:
        Learner.objects.filter(pk=target.pk).update(extra_time=source.extra_time)
    merged, _ = Learner.objects.filter(pk=source.pk, user=None).delete()
    if not merged:  # somebody else claimed it in the meantime
        transaction.set_rollback(True)
    return bool(merged)
