from courses.certificates.models.certificates import Certificate
from courses.certificates.models.handovers import Handover
from courses.certificates.models.notices import Notice
from courses.certificates.models.settings import CertificateSettings

__all__ = ["Certificate", "CertificateSettings", "Handover", "Notice"]
