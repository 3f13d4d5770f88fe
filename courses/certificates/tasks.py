from django.utils import timezone
from django_tasks import task
from wagtail.models import Site

from courses.certificates import documents, notices
from courses.certificates.models import Certificate
from elearning.cms.models import SiteSettings


@task()
def send_notice(notice_id: int) -> None:
    notices.send(notice_id, timezone.now())


@task()
def keep_pdf(certificate_id: int) -> None:
    """Make the PDF of a certificate before it is asked for, and keep it a day.

    The libraries take seconds to load and a page should not wait for them: the worker does.
    """
    certificate = Certificate.objects.get(pk=certificate_id)
    site = SiteSettings.of_site(Site.objects.get(is_default_site=True))
    documents.pdf_of(certificate, site)
