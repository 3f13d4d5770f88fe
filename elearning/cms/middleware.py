from csp.middleware import CSPMiddleware
from django.conf import settings
from django.core.cache import cache

from elearning.cms import page_cache

CMS_PREFIX = "/cms/"


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """The strict policy everywhere, a wider one for Wagtail's editor only."""

    def get_policy_parts(self, request, response, report_only=False):
        parts = super().get_policy_parts(request, response, report_only)
        if request.path.startswith(CMS_PREFIX) and not report_only:
            parts.config = settings.CMS_CONTENT_SECURITY_POLICY
        return parts


class PublicPageCacheMiddleware:
    """Answers public pages from the cache, with no query, and keeps those just rendered.

    A view says that its response is public by `public_page`; a request with a query string is
    neither kept nor answered from the cache.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method not in ("GET", "HEAD") or request.GET:
            return self.get_response(request)
        key = page_cache.key(request)
        response = cache.get(key)
        if response is None:
            response = self.get_response(request)
            if request.method == "GET" and getattr(response, "is_public_page", False):
                cache.set(key, response, page_cache.seconds_to_midnight())
        return response
