"""What makes a page public: the same bytes for everybody, buttons that need no token."""

from functools import wraps
from urllib.parse import urlsplit

from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

CACHE_CONTROL = "public, max-age=60, s-maxage=600, stale-while-revalidate=600"

# For what never changes at its address.
kept_a_year = cache_control(public=True, max_age=365 * 24 * 3600, immutable=True)


class NotPublic(Exception):
    """A page meant for the shared cache that looked at who is reading it."""


def public_page(response):
    """Mark a rendered response as the same for everybody, so that it is cached whole.

    Raises NotPublic when the response would set a cookie or depends on one.
    """
    if hasattr(response, "render"):
        response.render()
    if response.cookies or "Cookie" in response.headers.get("Vary", ""):
        raise NotPublic("a public page must not depend on who reads it")
    response["Cache-Control"] = CACHE_CONTROL
    response.is_public_page = response.status_code == 200
    return response


def same_site_post(view):
    """Guard a POST button of a public page, which carries no token.

    The browser says where the form came from in Sec-Fetch-Site, or else in Origin; one that
    says neither gets a page with a token, to confirm.
    """

    @csrf_exempt
    @require_POST
    @never_cache
    @wraps(view)
    def guarded(request, *args, **kwargs):
        verdict = _comes_from_here(request)
        if verdict is None and "csrfmiddlewaretoken" not in request.POST:
            return render(request, "confirm_post.html")
        if verdict is None:
            token_fault = CsrfViewMiddleware(view).process_view(request, view, args, kwargs)
            verdict = token_fault is None
        if not verdict:
            return render(request, "403_csrf.html", status=403)
        return view(request, *args, **kwargs)

    return guarded


def _comes_from_here(request) -> bool | None:
    """Return whether this site sent the form, or None when the browser does not say."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    if origin := request.headers.get("Origin"):
        return urlsplit(origin)[:2] == (request.scheme, request.get_host())
    return None
