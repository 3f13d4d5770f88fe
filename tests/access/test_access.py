"""Who may open what: every address × every role, compared with table.txt."""

from fnmatch import fnmatchcase

import pytest
from django.db import transaction

from tests.access.addresses import addresses
from tests.access.table import FILE, ROLES, allowed, read
from tests.access.world import browser_of, make_world, people

# Where people are sent who may not come in.
ELSEWHERE = ("/compte/login/", "/compte/reauthenticate/", "/cms/login/")
# Wagtail's page to try an error with.
FAILS_ON_PURPOSE = "/cms/failwhale/"
LINES = read(FILE.read_text())


def test_every_address_is_in_the_table():
    missing = sorted({one.name for one in addresses() if allowed(LINES, one.name) is None})

    assert not missing, (
        "say who may open these, in tests/access/table.txt (and, for a new argument of an "
        "address, give it a value in tests/access/world.py):\n" + "\n".join(missing)
    )


def test_every_line_of_the_table_is_about_an_address():
    names = [one.name for one in addresses()]
    matched = {
        next((pattern for pattern, _ in LINES if fnmatchcase(name, pattern)), None)
        for name in names
    }

    assert [pattern for pattern, _ in LINES if pattern not in matched] == []


def door(client, url) -> str:
    """Return whether an address opens for somebody, is refused, or breaks."""
    with transaction.atomic():
        response = client.get(url)
        if response.status_code == 405:
            response = client.post(url)
        transaction.set_rollback(True)
    if response.status_code >= 500 and url != FAILS_ON_PURPOSE:
        return "breaks"
    sent_elsewhere = response.headers.get("Location", "").startswith(ELSEWHERE)
    return "is refused" if sent_elsewhere or response.status_code in (401, 403, 404) else "opens"


@pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_a_role_opens_what_the_table_says_and_nothing_else(role):
    accounts = people()
    values = make_world(accounts)
    faults = []
    for address in addresses():
        roles = allowed(LINES, address.name)
        if roles is None:
            continue
        url = address.url(values)
        found = door(browser_of(accounts[role]), url)
        if found != ("opens" if role in roles else "is refused"):
            faults.append(f"{address.name}: {url} {found} for {role}")

    assert not faults, "tests/access/table.txt says otherwise:\n" + "\n".join(faults)
