from django.apps import AppConfig


class CertificatesConfig(AppConfig):
    name = "courses.certificates"
    label = "certificates"

    def ready(self):
        import courses.certificates.checks  # noqa: F401, PLC0415
