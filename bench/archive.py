"""Time the archive of /compte/mes-donnees/ for somebody who has learnt for years.

DATA=<an empty folder> python -m bench.archive
"""

import copy
import os
import resource
import time
import uuid

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "elearning.settings.demo")
django.setup()

from django.core.management import call_command  # noqa: E402  # Django is set up
from django.utils import timezone  # noqa: E402

from courses.learning import actions as learning  # noqa: E402
from elearning.privacy import actions  # noqa: E402
from elearning.privacy.archive import archive_of, make_documents  # noqa: E402
from quizzes.models import Attempt, Response  # noqa: E402
from tests.certificates import make_certificate  # noqa: E402
from tests.conftest import right_form  # noqa: E402
from tests.factories import LearnerFactory, UserFactory, make_module  # noqa: E402

CERTIFICATES, ATTEMPTS = (
    60,
    1_000,
)  # five years: one a month; an attempt every other day


def learn(learner) -> None:
    """Pass a quiz once, then note it as passed so many times."""
    now = timezone.now()
    attempt = learning.start_quiz(make_module(), learner, now)
    for position in range(attempt.length):
        form = right_form(attempt, position)
        learning.answer(attempt.pk, {"learner": learner}, position, form, now)
    attempt.refresh_from_db()
    responses = list(attempt.responses.all())
    for _ in range(ATTEMPTS):
        again = copy.copy(attempt)
        again.pk, again._state.adding = uuid.uuid4(), True
        Attempt.objects.bulk_create([again])
        copies = [copy.copy(response) for response in responses]
        for response in copies:
            response.pk, response.attempt = None, again
        Response.objects.bulk_create(copies)


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    call_command("make_certificate_key")
    user = UserFactory()
    learner = LearnerFactory(user=user)
    learn(learner)
    for number in range(CERTIFICATES):
        make_certificate(learner=learner, holder_name=f"Camille Durand {number}")
    for what in ("first", "again, the same day"):
        start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF)
        tables = actions.export(learner, user)
        documents = make_documents(tables, float("inf"), time.monotonic)
        archive = archive_of(tables, documents)
        after = resource.getrusage(resource.RUSAGE_SELF)
        used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        clock = time.perf_counter() - start
        print(  # noqa: T201
            f"{what}: {clock:.1f} s, {used:.1f} s of a core, {len(archive) / 1000:.0f} kB,"
            f" {Response.objects.count()} answers"
        )
