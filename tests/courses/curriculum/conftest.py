import pytest

from courses.curriculum.commands import CONTENT
from courses.curriculum.schema import parse


@pytest.fixture(scope="session")
def shipped():
    """The curriculum that is shipped, read once: nothing writes to a record."""
    return parse(CONTENT)
