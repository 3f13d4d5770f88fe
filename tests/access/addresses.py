"""Every address of the site, Wagtail's and allauth's included, with something real behind it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, get_resolver

ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^)]*\)|\(([^?][^)]*)\)")


@dataclass(frozen=True)
class Address:
    """A route and its name; a route without a name is called by the route itself."""

    route: str
    name: str

    def url(self, values) -> str:
        """Return the address with `values(name of the argument, name of the address)` put in."""

        def fill(match):
            argument = match[1] or match[2] or match[3]
            return str(values(argument, self.name))

        if self.name == "wagtail_serve":
            return values("page", self.name)
        plain = ARGUMENT.sub(fill, self.route)
        return "/" + re.sub(r"[\^$]|\\(?=\.)", "", plain).replace(".*", "nulle-part")


def addresses(patterns=None, prefix="", spaces=()) -> Iterator[Address]:
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield Address(route, ":".join([*spaces, pattern.name]) if pattern.name else route)
        else:
            space = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from addresses(pattern.url_patterns, route, space)
