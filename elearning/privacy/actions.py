"""Everything held about a person, and its erasure."""

from django.db import transaction

from elearning.accounts.models import Learner, User
from elearning.lib.personal_data import Table
from elearning.privacy.rooms import rooms


def export(learner: Learner | None, user: User | None) -> list[Table]:
    """Return what each room holds about a person, leaving out what is empty."""
    tables = [table for room in rooms() for table in room.export_for(learner, user)]
    return [table for table in tables if table.rows]


@transaction.atomic
def let_go(learner: Learner | None, user: User | None) -> None:
    """Erase a person whose time is over; documents that others may check keep their own term."""
    for room in rooms():
        if not room.OUTLIVES_PEOPLE:
            room.erase_for(learner, user)


@transaction.atomic
def erase(learner: Learner | None, user: User | None) -> None:
    """Erase a person from every room, or from none: what stays has no name and no identifier."""
    for room in rooms():
        room.erase_for(learner, user)
