"""What becomes of certificates when their learner is recognised as another one."""

from django.utils.translation import gettext as _

from courses.certificates.models import Certificate


def kept_for(learner) -> list[str]:
    """Return a sentence per certificate, without the name that it bears."""
    held = Certificate.objects.held_by(learner).filter(state=Certificate.State.VALID)
    return [
        _("a certificate: “%(title)s”") % {"title": title}
        for title in held.order_by("issued_at").values_list("title", flat=True)
    ]


def claim(source, target, now) -> None:
    """Move the certificates; of two for the same thing, the later is replaced.

    One that is revoked stays: claiming does not give back what was taken.
    """
    both = Certificate.objects.select_for_update().filter(learner__in=[source, target])
    first = set()
    for certificate in sorted(both.current(), key=_revoked_then_oldest):
        key = certificate.subject, certificate.cycle
        if key in first:
            certificate.state, certificate.ended_at = Certificate.State.REPLACED, now
            certificate.save(update_fields=["state", "ended_at"])
        first.add(key)
    Certificate.objects.filter(learner=source).update(learner=target)


def _revoked_then_oldest(certificate: Certificate) -> tuple:
    is_revoked = certificate.state == Certificate.State.REVOKED
    return not is_revoked, certificate.issued_at, certificate.pk
