import pytest

from elearning.organisations import actions
from elearning.organisations.models import Organisation


@pytest.fixture
def town_hall(db):
    return Organisation.objects.create(name="Mairie de Combelouvre", department="71")


@pytest.fixture
def region(db, django_user_model):
    """Somebody who validates managers."""
    return django_user_model.objects.create_superuser("region@region.example", "x")


@pytest.fixture
def manager(alice, town_hall, region, now):
    """Alice, whom the Region has let manage the town hall."""
    manager = actions.ask_to_manage(town_hall, alice, "secrétaire", now)
    actions.validate(manager, region, now)
    return manager


@pytest.fixture
def team_code(manager, town_hall, alice, now):
    return actions.invite_team(town_hall, alice, now)
