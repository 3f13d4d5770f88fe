"""Certificates for tests, without the journey that leads to them."""

import datetime
import uuid

from courses.certificates.actions import issue
from courses.certificates.models import Certificate
from tests import factories

ISSUED = datetime.datetime(2026, 11, 2, 9, 30, tzinfo=datetime.UTC)


def make_certificate(**facts) -> Certificate:
    """Return a certificate of Camille Durand, with any fact changed."""
    defaults = {
        "learner": facts.get("learner") or factories.LearnerFactory(),
        "subject": f"module:{uuid.uuid4()}",
        "cycle": 1,
        "edition": 2,
        "title": "Repérer un message piégé",
        "objectives": ["Repérer les signes d’un message piégé.", "Vérifier par un autre canal."],
        "pass_mark": 80,
        "holder_name": "Camille Durand",
        "identity": Certificate.Identity.DECLARED,
        "issuer_name": "Région Bourgogne-Franche-Comté",
        "completed_at": ISSUED,
        "issued_at": ISSUED,
    }
    return issue(**defaults | facts)


def end(certificate: Certificate, state: str = Certificate.State.REVOKED) -> None:
    """Revoke or replace a certificate, without the journey that leads to it."""
    reason = Certificate.Reason.MISTAKE if state == Certificate.State.REVOKED else ""
    Certificate.objects.filter(pk=certificate.pk).update(
        state=state, ended_at=ISSUED, reason=reason
    )
    certificate.refresh_from_db()
