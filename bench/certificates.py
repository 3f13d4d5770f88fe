"""Time certificates as one process makes them: PDF, seal and badge.

DATA=<an empty folder> python -m bench.certificates [how many, 1000 by default]
"""

import os
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "elearning.settings.demo")
django.setup()

from django.core.management import call_command  # noqa: E402  # Django is set up
from django.utils import timezone, translation  # noqa: E402

from courses.certificates.documents import pdf_of  # noqa: E402
from courses.certificates.models import Certificate  # noqa: E402
from elearning.cms.models import SiteSettings  # noqa: E402


def measure(many: int) -> tuple[list[int], float]:
    """Return the weight of each PDF in bytes, and the processor's time for all in seconds."""
    site = SiteSettings()
    pdf_of(specimen(many), site)  # the libraries are loaded once: not counted
    start = time.process_time()
    weights = [len(pdf_of(specimen(number), site)) for number in range(many)]
    return weights, time.process_time() - start


def specimen(number: int) -> Certificate:
    now = timezone.now()
    return Certificate(
        pk=number,
        subject="module:00000000-0000-0000-0000-000000000000",
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


if __name__ == "__main__":
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    translation.activate("fr")
    call_command("make_certificate_key")
    weights, seconds = measure(many)
    each = 1000 * seconds / many
    print(f"{many} : {each:.0f} ms each on one core, {max(weights) / 1000:.0f} kB at most")  # noqa: T201
