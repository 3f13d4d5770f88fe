from django.core import checks

from courses.certificates import keys


@checks.register(checks.Tags.security, deploy=True)
def a_key_signs(app_configs, **kwargs):
    """Warn when certificates cannot be signed, before somebody asks for one."""
    if keys.public_keys():
        return []
    hint = "Run manage.py make_certificate_key, and back up the folder of CERTIFICATE_KEYS."
    return [checks.Warning("No key signs certificates.", hint=hint, id="certificates.W001")]
