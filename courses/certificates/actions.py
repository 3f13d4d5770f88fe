from django.db import IntegrityError, transaction

from courses.certificates.models import Certificate


def revoke(number: int, reason: str, now, user) -> None:
    """Revoke a certificate that stands."""
    standing = Certificate.objects.filter(pk=number, state=Certificate.State.VALID)
    standing.update(state=Certificate.State.REVOKED)


def issue(*, learner, subject, cycle, **facts) -> Certificate:
    """Return the learner's valid certificate for this subject and cycle, issued now if need be.

    However often and however fast it is asked, there is one: a constraint holds it.
    """
    key = {"learner": learner, "subject": subject, "cycle": cycle}
    try:
        with transaction.atomic():
            return Certificate.objects.create(**key, **facts)
    except IntegrityError:
        return Certificate.objects.get(**key, state=Certificate.State.VALID)
