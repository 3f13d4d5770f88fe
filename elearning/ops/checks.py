"""Settings that would make the site unsafe: `manage.py check` names them, and nothing starts."""

from django.conf import settings
from django.core.checks import Error, register

UNSAFE_UPLOADS = {"svg", "html", "htm", "xhtml", "xml", "js", "mjs", "css", "swf", "exe", "sh"}


@register()
def safe_settings(app_configs, **kwargs):
    return [
        Error(message, id=f"elearning.E{number:03}")
        for number, (message, is_safe) in enumerate(RULES, start=1)
        if not is_safe()
    ]


def _policy_is_strict() -> bool:
    policy = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    sources = {source for directive in policy.values() for source in directive}
    return not sources & {"'unsafe-inline'", "'unsafe-eval'", "*"} and policy["default-src"] == [
        "'none'"
    ]


def _sqlite_keeps_what_it_says() -> bool:
    database = settings.DATABASES["default"]
    if not database["ENGINE"].endswith("sqlite3"):
        return True
    return database.get("OPTIONS", {}).get("transaction_mode") == "IMMEDIATE"


def _uploads() -> set[str]:
    return {*settings.WAGTAILIMAGES_EXTENSIONS, *settings.WAGTAILDOCS_EXTENSIONS}


RULES = [
    (
        "CONTENT_SECURITY_POLICY must let in nothing inline and nothing by default",
        _policy_is_strict,
    ),
    (
        "uploads of people must not include files that browsers run",
        lambda: not _uploads() & UNSAFE_UPLOADS,
    ),
    (
        "WAGTAILDOCS_SERVE_METHOD must be serve_view, so that documents are attachments",
        lambda: settings.WAGTAILDOCS_SERVE_METHOD == "serve_view",
    ),
    (
        "WAGTAILIMAGES_MAX_UPLOAD_SIZE and WAGTAILDOCS_MAX_UPLOAD_SIZE must be set",
        lambda: settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE and settings.WAGTAILDOCS_MAX_UPLOAD_SIZE,
    ),
    ("SQLite must begin its transactions IMMEDIATE", _sqlite_keeps_what_it_says),
    (
        "ATOMIC_REQUESTS must be off",
        lambda: not settings.DATABASES["default"].get("ATOMIC_REQUESTS"),
    ),
]
