"""What learners report of the questions they answered, and what becomes of it."""

import datetime

from django.db import IntegrityError, transaction

from quizzes.models import Flag, Response

MOST_A_DAY = 10  # by one learner


class TooManyFlags(Exception):
    """A learner has reported as many questions as one may in a day."""


def flag(response: Response, reason: str, comment: str, now: datetime.datetime) -> Flag:
    """Note what is wrong with the question of a response, once; the first report is kept.

    Raises TooManyFlags.
    """
    day = now - datetime.timedelta(days=1)
    of_learner = Flag.objects.filter(response__attempt__learner=response.attempt.learner_id)
    if of_learner.filter(created_at__gt=day).count() >= MOST_A_DAY:
        raise TooManyFlags
    try:
        with transaction.atomic():
            return Flag.objects.create(
                response=response, reason=reason, comment=comment, created_at=now
            )
    except IntegrityError:
        return Flag.objects.get(response=response)


def handle(flag: Flag, user, now: datetime.datetime) -> None:
    """Mark a report as handled; who did it first stays."""
    Flag.objects.to_handle().filter(pk=flag.pk).update(handled_at=now, handled_by=user)
