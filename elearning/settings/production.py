"""A real service: HTTPS behind a proxy, everything secret from the environment."""

from django.core.exceptions import ImproperlyConfigured

from elearning.settings import env
from elearning.settings.base import *  # noqa: F403
from elearning.settings.base import LOGGING, MIDDLEWARE

SECRET_KEY = env.secret("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS", "")
ALLOWED_HOSTS = env.hosts("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
WAGTAILADMIN_BASE_URL = env.https_address("BASE_URL", ALLOWED_HOSTS)

MIDDLEWARE = ["elearning.ops.logs.RequestIdMiddleware", *MIDDLEWARE]
LOGGING["handlers"]["failures"]["formatter"] = "json"

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
# How many proxies add to X-Forwarded-For: the address before them is the client's.
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXY_COUNT", 1)
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
LEARNER_COOKIE_NAME = "__Host-learner"

EMAIL_HOST = env.text("EMAIL_HOST")
EMAIL_PORT = env.number("EMAIL_PORT", 587)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", True)
EMAIL_TIMEOUT = 60  # seconds that a server may stay silent
if EMAIL_HOST_PASSWORD and not EMAIL_USE_TLS:
    raise ImproperlyConfigured("EMAIL_USE_TLS must be yes when EMAIL_HOST_PASSWORD is set")
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
