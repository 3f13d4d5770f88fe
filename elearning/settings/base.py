"""What every installation shares; the other modules say only what differs."""

from pathlib import Path

import dj_database_url

from elearning.settings import env, providers
from elearning.settings.wagtail import *  # noqa: F403
from elearning.settings.wagtail import WAGTAIL_SITE_NAME

BASE_DIR = Path(__file__).resolve().parent.parent.parent
DATA_DIR = Path(env.text("DATA", str(BASE_DIR / "var"))).resolve()

DEBUG = False
ROOT_URLCONF = "elearning.urls"
WSGI_APPLICATION = "elearning.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "courses.curriculum",
    "courses.assignments",
    "courses.learning",
    "courses.certificates",
    "courses",
    "quizzes",
    "elearning.ops",
    "elearning.privacy",
    "elearning.facts",
    "elearning.organisations",
    "elearning.cms",
    "elearning.accounts",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "elearning.cms.apps.RankedUsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",  # the editor takes its French for "3 minutes ago"
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "elearning.cms.middleware.ContentSecurityPolicyMiddleware",
    "elearning.cms.middleware.ResponseHeadersMiddleware",
    "elearning.accounts.middleware.SecurityLogMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "elearning.cms.middleware.PublicPageCacheMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "elearning.accounts.middleware.TimedAuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "elearning.cms.middleware.ButtonAddressMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "elearning.accounts.middleware.SecondFactorMiddleware",
    "elearning.accounts.middleware.LearnerMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "elearning.cms.context.site",
            ],
            "builtins": ["elearning.dates"],
        },
    },
]

# IMMEDIATE takes the write lock when a transaction begins, so that two writers wait for each
# other instead of failing; FULL keeps an acknowledged answer through a power cut.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
}


def database(url: str) -> dict:
    """Return Django's settings for a database URL, SQLite with the options above."""
    settings = dj_database_url.parse(url, conn_max_age=600, conn_health_checks=True)
    if settings["ENGINE"] == "django.db.backends.sqlite3":
        settings["OPTIONS"] = SQLITE_OPTIONS
    return settings


DATABASES = {"default": database(env.text("DATABASE_URL", f"sqlite:///{DATA_DIR / 'db.sqlite3'}"))}

# The keys that sign certificates: files, with the database's backups but not in the database.
CERTIFICATE_KEYS = Path(env.text("CERTIFICATE_KEYS", str(DATA_DIR / "keys")))
# The operator's own certificate (a PKCS#12 file), to seal PDFs with instead of a self-made one.
CERTIFICATE_SEAL = env.text("CERTIFICATE_SEAL", "")
CERTIFICATE_SEAL_PASSWORD = env.text("CERTIFICATE_SEAL_PASSWORD", "")

REDIS_URL = env.text("REDIS_URL", "")
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
    }
    if REDIS_URL
    else {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA_DIR / "cache",
        "OPTIONS": {"MAX_ENTRIES": 5000},
    }
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
# Jobs that read the database when they run: one does for all that wait with its arguments.
ONE_FOR_ALL = {
    "modelsearch.tasks.insert_or_update_object_task",
    "quizzes.tasks.freeze_questions_again",
    "quizzes.tasks.rebuild_editions",
    "wagtail.tasks.update_reference_index_task",
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "elearning.ops.logs.JsonFormatter"}},
    "handlers": {
        "failures": {"class": "logging.StreamHandler", "level": "WARNING"},
        "security": {"class": "logging.StreamHandler", "formatter": "json"},
    },
    "root": {"handlers": ["failures"], "level": "WARNING"},
    # The worker would tell of every job that went well.
    "loggers": {
        name: {"handlers": ["failures"], "propagate": False}
        for name in ("django_tasks", "django_tasks_db")
    }
    | {"security": {"handlers": ["security"], "level": "INFO", "propagate": False}},
}

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Paris"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "elearning.accounts.passwords.ContextValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "journey"
ACCOUNT_ADAPTER = "elearning.accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 600
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_RATE_LIMITS = {"resume_code": "60/10m/ip", "resume_link": "10/h/ip,3/h/key"}
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 8, "dashed": True}
MFA_ADAPTER = "elearning.accounts.adapters.SecondFactorAdapter"
MFA_FORMS = {"add_webauthn": "elearning.accounts.forms.AddKeyForm"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1
MFA_TOTP_ISSUER = WAGTAIL_SITE_NAME

IDENTITY_PROVIDERS = providers.apps()
SOCIALACCOUNT_ADAPTER = "elearning.accounts.adapters.ProviderAdapter"
SOCIALACCOUNT_FORMS = {"disconnect": "elearning.accounts.forms.LeaveProviderForm"}
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": IDENTITY_PROVIDERS}}

# The rooms that hold something about a person, each with a personal_data.py; from the top down,
# since the last one deletes the account.
PERSONAL_DATA_ROOMS = [
    "courses.assignments",
    "courses.learning",
    "courses.certificates",
    "courses",
    "quizzes",
    "elearning.privacy",
    "elearning.organisations",
    "elearning.cms",
    "elearning.accounts",
]

# The rooms that keep rows of learners, each with a claiming.py, from the bottom up.
CLAIMING_ROOMS = [
    "elearning.organisations",
    "quizzes",
    "courses.certificates",
    "courses.learning",
    "courses.assignments",
]

CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_HTTPONLY = True
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
LEARNER_COOKIE_NAME = "learner"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "base-uri": ["'none'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'", *providers.origins(IDENTITY_PROVIDERS)],
        "frame-ancestors": ["'none'"],
        "img-src": ["'self'", "data:"],
        "manifest-src": ["'self'"],
        "media-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
    }
}
# Wagtail 7.4 has inline scripts without nonce on a few pages, and Draftail injects styles.
CMS_CONTENT_SECURITY_POLICY = CONTENT_SECURITY_POLICY["DIRECTIVES"] | {
    "script-src": ["'self'", "'unsafe-inline'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "font-src": ["'self'"],
    "frame-src": ["'self'"],
    "frame-ancestors": ["'self'"],
}
