"""Domains of e-mail addresses: which are anybody's, and can name no employer. Pure."""

from pathlib import Path

DATA = Path(__file__).parent / "data"

# The mailboxes that people of France have most often, and their sisters. A domain left out here is
# still proved to nobody by its name alone: whoever proves it only has people asked to join.
OPEN_TO_ALL = frozenset((DATA / "open-to-all.txt").read_text().split())


def domain_of(address: str) -> str:
    return address.rpartition("@")[2].lower()


def is_open_to_all(domain: str) -> bool:
    """Return whether anybody may have an address there, or under one of its parents."""
    labels = domain.split(".")
    parents = (".".join(labels[place:]) for place in range(len(labels)))
    return any(parent in OPEN_TO_ALL for parent in parents)
