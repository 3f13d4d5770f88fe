"""What an organisation may be told of its people. Pure."""

SMALLEST_GROUP = 5  # people


def shown_count(people: int) -> int | None:
    """Return a number of people as their manager sees it: none where it is under five."""
    return people if people >= SMALLEST_GROUP else None
