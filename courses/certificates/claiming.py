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
    """Move the certificates; of two valid ones for the same thing, the later is replaced."""
    both = Certificate.objects.select_for_update().filter(learner__in=[source, target])
    first = set()
    for certificate in both.filter(state=Certificate.State.VALID).order_by("issued_at", "pk"):
        key = certificate.subject, certificate.cycle
        if key in first:
            certificate.state = Certificate.State.REPLACED
            certificate.save(update_fields=["state"])
        first.add(key)
    Certificate.objects.filter(learner=source).update(learner=target)
