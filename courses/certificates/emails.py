"""The messages themselves: nothing in them that one must click."""

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.certificates import issuer
from courses.certificates.models import Certificate, CertificateSettings, Notice
from elearning.dates import date_format
from elearning.mail import compose


def message(notice: Notice, address: str) -> EmailMessage:
    certificate = notice.certificate
    if notice.kind == Notice.Kind.REVOKED:
        name, subject = "revoked", _("Your certificate “%(title)s” is revoked")
    else:
        name, subject = "reminder", _("Your certificate “%(title)s” ends on %(day)s")
    day = date_format(certificate.valid_until)
    text = render_to_string(f"certificates/emails/{name}.txt", _facts(certificate, day))
    words = subject % {"title": certificate.title, "day": day}
    return compose(words, text, address)


def _facts(certificate: Certificate, day: str) -> dict:
    opens = None if certificate.is_renewable(timezone.now()) else certificate.renewable_from
    return {
        "title": certificate.title,
        "code": certificate.readable_code,
        "day": day,
        "opens": date_format(opens),
        "reason": certificate.get_reason_display(),
        "issuer_name": certificate.issuer_name,
        "contact": CertificateSettings.of_default_site().contact,
        "site_url": issuer.url(),
        "page_url": issuer.url(certificate.get_absolute_url()),
    }
