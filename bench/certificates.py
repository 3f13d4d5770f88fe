"""Time certificates as the worker makes them: PDF, seal and badge, each from a job of its own.

DATA=<an empty folder> python -m bench.certificates [how many, 1000 by default]
"""

import os
import resource
import subprocess
import sys
import time
import uuid

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "elearning.settings.demo")
django.setup()

from django.core.management import call_command  # noqa: E402  # Django is set up
from django.utils import timezone  # noqa: E402

from courses.certificates import actions, documents  # noqa: E402
from courses.certificates.models import Certificate  # noqa: E402
from elearning.accounts.models import Learner  # noqa: E402
from elearning.cms.models import SiteSettings  # noqa: E402


def issue(number: int) -> Certificate:
    now = timezone.now()
    return actions.issue(
        learner=Learner.objects.create(),
        subject=f"module:{uuid.UUID(int=0)}",
        cycle=1,
        edition=1,
        title="Repérer un message piégé",
        objectives=["Repérer les signes d’un message piégé.", "Vérifier par un autre canal."],
        pass_mark=80,
        holder_name=f"Camille Durand {number}",
        identity=Certificate.Identity.DECLARED,
        issuer_name="Région Bourgogne-Franche-Comté",
        issued_at=now,
        completed_at=now,
    )


def drain() -> tuple[float, float]:
    """Run a worker until it has nothing left to do; return seconds, of the clock and of a core."""
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    worker = [sys.executable, "manage.py", "db_worker", "--queue-name", "*", "--batch"]
    subprocess.run(worker, check=True)  # noqa: S603
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - start, used


if __name__ == "__main__":
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    call_command("migrate", verbosity=0)
    call_command("make_certificate_key")
    start = time.perf_counter()
    issued = [issue(number) for number in range(many)]
    seconds = time.perf_counter() - start
    print(f"{many} issued in {seconds:.1f} s")  # noqa: T201
    seconds, used = drain()
    print(f"worker: {seconds:.0f} s, of which {used:.0f} s of a core")  # noqa: T201
    print(f"each: {1000 * used / many:.0f} ms of a core, the start of the worker included")  # noqa: T201
    weights = [len(documents.pdf_of(certificate, SiteSettings())) for certificate in issued[:5]]
    print(f"{max(weights) / 1000:.0f} kB at most")  # noqa: T201
