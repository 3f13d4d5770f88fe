"""The test suite: SQLite in memory unless TEST_DATABASE_URL names a PostgreSQL."""

import tempfile
from pathlib import Path

from elearning.settings import env
from elearning.settings.base import *  # noqa: F403
from elearning.settings.base import INSTALLED_APPS, MIDDLEWARE, TEMPLATES, database

DATA_DIR = Path(tempfile.mkdtemp(prefix="elearning-tests-"))
SECRET_KEY = "for tests only"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
DATABASES = {"default": database(env.text("TEST_DATABASE_URL", "sqlite://:memory:"))}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MEDIA_ROOT = DATA_DIR / "media"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MIDDLEWARE = ["tests.guards.ReadOnlyGetMiddleware", *MIDDLEWARE]
