"""Wrong codes, counted by network address, so that nobody finds a code by trying."""

import time
from functools import wraps

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import Http404
from django.shortcuts import render

MOST, WINDOW = 30, 600  # wrong codes, seconds


def limit_guesses(view):
    """Answer 429 to whoever guessed wrong too often; right codes do not count.

    A wrong guess is a page not found, or a response that says `is_wrong_guess`.
    """

    @wraps(view)
    def limited(request, *args, **kwargs):
        key = _key(request)
        if cache.get(key, 0) >= MOST:
            return _too_many(request)
        try:
            response = view(request, *args, **kwargs)
        except Http404:
            _count(key)
            raise
        if getattr(response, "is_wrong_guess", False):
            _count(key)
        return response

    return limited


def _key(request) -> str:
    address = get_adapter().get_client_ip(request)
    return f"wrong-codes:{address}:{int(time.time()) // WINDOW}"


def _count(key: str) -> None:
    cache.add(key, 0, timeout=WINDOW)
    cache.incr(key)


def _too_many(request):
    seconds = WINDOW - int(time.time()) % WINDOW
    response = render(request, "429.html", {"retry_minutes": -(-seconds // 60)}, status=429)
    response["Retry-After"] = str(seconds)
    return response
