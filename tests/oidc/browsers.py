"""Going to the provider and back, as a browser would, without one."""

import re
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit

import requests
from django.urls import reverse

SITE = "http://testserver"


def leave_for(browser, provider="agents", process="login", **query) -> str:
    """Press the button of a provider; return where it leads."""
    address = reverse("openid_connect_login", args=[provider])
    return browser.post(f"{address}?{urlencode({'process': process, **query})}").url


def with_changes(address: str, **changes) -> str:
    parts = urlsplit(address)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()} | changes
    return parts._replace(query=urlencode(query)).geturl()


def sign_in_there(address: str, name: str, acr: str) -> str:
    """Answer the questions of the provider; return where it sends the browser back."""
    with requests.Session() as session:
        for _ in range(6):
            answer = session.get(address, allow_redirects=False)
            if answer.is_redirect:
                address = urljoin(address, answer.headers["Location"])
                if address.startswith(SITE):
                    return address.removeprefix(SITE)
            else:
                assert "<form>" in answer.text, re.sub("<[^>]*>", " ", answer.text)
                address += "?" + urlencode({"nom": name, "acr": acr})
    raise AssertionError("the provider did not send the browser back")


def by_provider(browser, name, acr="eidas2", provider="agents", changes=(), **query):
    """Sign somebody in through the provider; return the answer to what the browser brings back."""
    address = with_changes(leave_for(browser, provider, **query), **dict(changes))
    return browser.get(sign_in_there(address, name, acr))
