"""`make demo`: plain HTTP on this machine, everything in one folder."""

import secrets

from elearning.settings.base import *  # noqa: F403
from elearning.settings.base import DATA_DIR

DATA_DIR.mkdir(parents=True, exist_ok=True)
_key_file = DATA_DIR / "secret-key"
if not _key_file.exists():
    _key_file.touch(mode=0o600)
    _key_file.write_text(secrets.token_urlsafe(50))
SECRET_KEY = _key_file.read_text()

ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
DEMO = True
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "mail"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
DEFAULT_FROM_EMAIL = "Réflexes numériques <ne-pas-repondre@demo.example>"
