"""The test suite: an SQLite file unless TEST_DATABASE_URL names a PostgreSQL.

The cache is in memory unless TEST_REDIS_URL names a Redis, whose first databases it empties.
"""

import tempfile
from pathlib import Path

from elearning.settings import env
from elearning.settings.base import *  # noqa: F403
from elearning.settings.base import MIDDLEWARE, database

# TEST_DATA names a folder to keep, for `pytest --reuse-db` between two changes.
DATA_DIR = Path(env.text("TEST_DATA", "") or tempfile.mkdtemp(prefix="elearning-tests-"))
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
CERTIFICATE_KEYS = DATA_DIR / "keys"
SECRET_KEY = "for tests only"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
DATABASES = {
    "default": database(env.text("TEST_DATABASE_URL", f"sqlite:///{DATA_DIR / 'db.sqlite3'}"))
    | {"CONN_MAX_AGE": 0}
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: races between threads need a database that several connections share.
    DATABASES["default"]["TEST"] = {"NAME": DATA_DIR / "test.sqlite3"}
    DATABASES["default"]["OPTIONS"] |= {
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
    }
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
if TEST_REDIS_URL := env.text("TEST_REDIS_URL", ""):
    # A database for each of xdist's processes, since every test begins with an empty cache.
    number = env.text("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    CACHES["default"] = {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": f"{TEST_REDIS_URL}/{number}",
    }
TASKS = {"default": {"BACKEND": "tests.guards.ImmediateTasks"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MEDIA_ROOT = DATA_DIR / "media"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MIDDLEWARE = ["tests.guards.ReadOnlyGetMiddleware", *MIDDLEWARE]
