"""Whole public pages, kept under a generation number that every publication raises."""

import datetime
import time
from collections.abc import Callable
from functools import lru_cache, wraps
from hashlib import sha256

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

GENERATION_KEY = "public-pages-generation"


def generation() -> int:
    """Return the number under which pages are kept now."""
    return cache.get_or_set(GENERATION_KEY, time.time_ns, timeout=None)


def generation_of(request) -> int:
    """Return the number for a request, asked of the cache once: a page is of one generation."""
    if not hasattr(request, "generation"):
        request.generation = generation()
    return request.generation


def forget_all() -> None:
    """Make every kept page unreachable once the current transaction commits."""
    transaction.on_commit(lambda: cache.set(GENERATION_KEY, time.time_ns(), timeout=None))


def kept(read: Callable) -> Callable:
    """Keep in the process what a function reads of public pages, for the request's generation."""

    @lru_cache(maxsize=128)
    def once(_generation, *args):
        return read(*args)

    @wraps(read)
    def read_once(request, *args):
        return once(generation_of(request), *args)

    return read_once


def key(request) -> str:
    """Return the key of the page this request asks for, in its generation."""
    address = sha256(f"{request.get_host()}{request.path}".encode()).hexdigest()
    return f"public-page:{generation_of(request)}:{address}"


def seconds_to_midnight() -> int:
    """Return how long a page may be kept: what a date makes stale changes at midnight."""
    now = timezone.localtime()
    midnight = datetime.datetime.combine(
        now.date() + datetime.timedelta(days=1), datetime.time(), tzinfo=now.tzinfo
    )
    return max(1, int((midnight - now).total_seconds()))
