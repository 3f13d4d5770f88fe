from csp.middleware import CSPMiddleware
from django.conf import settings
from django.core.cache import cache
from django.shortcuts import render

from elearning.cms import page_cache

CMS_PREFIX = "/cms/"
# Attempts are somebody's; health is asked when the cache may be what fails.
NEVER_KEPT = (CMS_PREFIX, "/quiz/", "/healthz", "/readyz")


def is_preview(request) -> bool:
    """Return whether the editor asks for this page, to show it in its preview frame."""
    return getattr(request, "is_dummy", False)


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """The strict policy everywhere, a wider one for Wagtail's editor only.

    A preview keeps the strict one, but the editor may frame it.
    """

    def get_policy_parts(self, request, response, report_only=False):
        parts = super().get_policy_parts(request, response, report_only)
        if report_only:
            return parts
        if is_preview(request):
            parts.replace = {"frame-ancestors": ["'self'"]}
        elif request.path.startswith(CMS_PREFIX):
            parts.config = settings.CMS_CONTENT_SECURITY_POLICY
        return parts


class ResponseHeadersMiddleware:
    """Headers that every response has: what it may use, and when to come back if refused."""

    NOTHING = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"
    WAIT = 300  # seconds; who refuses knows better, if it says so

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", self.NOTHING)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if response.status_code == 429:
            response.headers.setdefault("Retry-After", str(self.WAIT))
        return response


class ButtonAddressMiddleware:
    """Say in words what the address of a button is, where a sign-in or a reload leads to it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code != 405 or request.method != "GET":
            return response
        page = render(request, "405.html", status=405)
        page.headers["Allow"] = response.headers["Allow"]
        page.headers["Cache-Control"] = "private, no-store"
        return page


class PublicPageCacheMiddleware:
    """Answers public pages from the cache, with no query, and keeps those just rendered.

    A view says that its response is public by `public_page`; a preview, or a request with a query
    string, is neither kept nor answered from the cache.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if self._is_never_kept(request):
            return self.get_response(request)
        key = page_cache.key(request)
        response = cache.get(key)
        if response is None:
            response = self.get_response(request)
            if request.method == "GET" and getattr(response, "is_public_page", False):
                cache.set(key, response, page_cache.seconds_to_midnight())
        return response

    def _is_never_kept(self, request) -> bool:
        return (
            request.method not in ("GET", "HEAD")
            or bool(request.GET)
            or request.path.startswith(NEVER_KEPT)
            or is_preview(request)
        )
