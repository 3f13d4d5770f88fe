"""How often something may be done: counted in the cache, answered with 429 and the time to wait."""

import time
from dataclasses import dataclass
from functools import wraps

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.shortcuts import render


@dataclass(frozen=True)
class Limit:
    """At most so many times in a window of so many seconds, for each of those who are counted."""

    name: str
    most: int
    window: int

    def is_reached(self, who: str) -> bool:
        return cache.get(self._key(who), 0) >= self.most

    def count(self, who: str) -> None:
        key = self._key(who)
        cache.add(key, 0, timeout=self.window)
        cache.incr(key)

    def _key(self, who: str) -> str:
        return f"limit:{self.name}:{who}:{int(time.time()) // self.window}"


def address_of(request) -> str:
    """Return the network address of the client, as far as our own proxies say it."""
    return str(get_adapter().get_client_ip(request))


def person_of(request) -> str:
    """Return the account of the request, or else its network address."""
    user = request.user
    return f"account-{user.pk}" if user.is_authenticated else address_of(request)


def limit(limit: Limit, who=person_of, methods=("POST",)):
    """Let a view be asked so often only, by account or else by address."""

    def decorate(view):
        @wraps(view)
        def limited(request, *args, **kwargs):
            if request.method not in methods:
                return view(request, *args, **kwargs)
            asking = who(request)
            if limit.is_reached(asking):
                return refuse(request, limit)
            limit.count(asking)
            return view(request, *args, **kwargs)

        return limited

    return decorate


def refuse(request, limit: Limit):
    """Return the page that says when to come back."""
    seconds = limit.window - int(time.time()) % limit.window
    response = render(request, "429.html", {"retry_minutes": -(-seconds // 60)}, status=429)
    response["Retry-After"] = str(seconds)
    return response
