"""Settings read from the environment; a wrong value stops the start and names the variable."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}


def text(name: str, default: str | None = None) -> str:
    """Return the variable, or the content of the file that NAME_FILE names, or the default.

    Raises ImproperlyConfigured when there is none of the three.
    """
    if name in os.environ:
        return os.environ[name]
    if f"{name}_FILE" in os.environ:
        return Path(os.environ[f"{name}_FILE"]).read_text().strip()
    if default is None:
        raise ImproperlyConfigured(f"{name} is not set (nor {name}_FILE)")
    return default


def flag(name: str, default: bool) -> bool:
    """Return a yes or no variable. Raises ImproperlyConfigured for any other word."""
    value = text(name, "yes" if default else "no").lower()
    if value not in TRUE | FALSE:
        raise ImproperlyConfigured(f"{name} must be yes or no, not {value!r}")
    return value in TRUE


def number(name: str, default: int) -> int:
    """Return a whole number. Raises ImproperlyConfigured for anything else."""
    value = text(name, str(default))
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}")
    return int(value)


def secret(name: str) -> str:
    """Return a long random text. Raises ImproperlyConfigured for one that could be guessed."""
    value = text(name)
    if len(value) < 50 or len(set(value)) < 5 or value.startswith("django-insecure-"):
        raise ImproperlyConfigured(f"{name} must be random and have 50 characters or more")
    return value


def hosts(name: str) -> list[str]:
    """Return names of hosts. Raises ImproperlyConfigured for none, or for one that means any."""
    found = words(name)
    if not found or any(host.startswith((".", "*")) or "/" in host for host in found):
        raise ImproperlyConfigured(f"{name} must list whole host names, without * or https://")
    return found


def https_address(name: str, of_hosts: list[str]) -> str:
    """Return an address. Raises ImproperlyConfigured unless it is one of these hosts, by HTTPS."""
    value = text(name)
    parts = urlsplit(value)
    if parts.scheme != "https" or parts.netloc not in of_hosts or parts.path not in ("", "/"):
        raise ImproperlyConfigured(f"{name} must be https:// and one of the allowed hosts")
    return value.rstrip("/")


def issuer(name: str) -> str:
    """Return the address of an identity provider, without the slash at its end.

    Raises ImproperlyConfigured unless it is reached by HTTPS, or is on this machine.
    """
    value = text(name)
    parts = urlsplit(value)
    is_here = parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost")
    if (
        not parts.netloc
        or parts.query
        or parts.fragment
        or not (parts.scheme == "https" or is_here)
    ):
        raise ImproperlyConfigured(f"{name} must be an https:// address, as the provider tells it")
    return value.rstrip("/")


def words(name: str, default: str | None = None) -> list[str]:
    """Return a comma-separated list without its empty members."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]
