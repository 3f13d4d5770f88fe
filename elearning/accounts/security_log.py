"""What happens at the doors, a line each, for whoever watches over the site (ASVS V16.3).

A line names an account by its number, and the address that was typed by a digest with the site's
secret: the same address gives the same digest, so that guessing at one account, or one guess at
many, is seen by who knows neither. No e-mail or network address is kept, and no words of a person.
"""

import logging

from django.utils.crypto import salted_hmac

logger = logging.getLogger("security")


def note(event: str, user=None, address: str | None = None, failed=False, **facts) -> None:
    """Write a line about an account, or an address typed; what fails is a warning.

    `facts` are words of ours (a kind, the name of a view), never what somebody typed.
    """
    if user is not None and user.pk:
        facts["account"] = user.pk
        address = address or user.email
    if address:
        facts["address"] = digest(address)
    level = logging.WARNING if failed else logging.INFO
    logger.log(level, event, extra={"facts": facts})


def digest(address: str) -> str:
    """Return what stands for an e-mail address in the log, whatever its case."""
    return salted_hmac("security log", address.strip().lower(), algorithm="sha256").hexdigest()[:16]
