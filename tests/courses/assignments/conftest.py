import datetime

import pytest
from allauth.account.models import EmailAddress
from django.utils.timezone import localdate

from courses.assignments import actions
from courses.assignments.models import Assignment
from elearning.organisations import actions as organisations
from elearning.organisations.models import Membership, Organisation
from tests.factories import LearnerFactory, UserFactory, make_module, make_path


@pytest.fixture
def town_hall(db):
    return Organisation.objects.create(name="Mairie de Combelouvre", department="71")


@pytest.fixture
def path(db):
    return make_path([make_module(lessons=1, title="Premier")], title="La mairie")


@pytest.fixture
def manage(django_user_model, now):
    """Let somebody manage an organisation, as the Region does."""

    def manage(organisation, user):
        organisations.validate(
            organisations.ask_to_manage(organisation, user, "secrétaire", now), None, now
        )

    return manage


@pytest.fixture
def as_manager(client, alice, town_hall, manage):
    """The browser of Alice, who manages the town hall."""
    manage(town_hall, alice)
    client.force_login(alice)
    return client


@pytest.fixture
def assign(alice, now):
    """Ask for a path, a month ago unless told otherwise."""

    def assign(organisation, path, days_ago=30, due_in=30, opens_in=None, **fields):
        opens_on = localdate() + datetime.timedelta(
            days=-days_ago if opens_in is None else opens_in
        )
        due_on = localdate() + datetime.timedelta(days=due_in)
        new = Assignment(path=path, opens_on=opens_on, due_on=due_on, **fields)
        at = now - datetime.timedelta(days=days_ago)
        return actions.assign(organisation, new, alice, at)

    return assign


@pytest.fixture
def member(now):
    """Make a member of an organisation, since forty days unless told otherwise."""

    def member(organisation, days_ago=40, learner=None, left_days_ago=None):
        learner = learner or LearnerFactory()
        left_at = None
        if left_days_ago is not None:
            left_at = now - datetime.timedelta(days=left_days_ago)
        Membership.objects.create(
            organisation=organisation,
            learner=learner,
            joined_at=now - datetime.timedelta(days=days_ago),
            left_at=left_at,
        )
        return learner

    return member


@pytest.fixture
def reader(member, town_hall):
    """Make a member with an account, whose address is confirmed unless told otherwise."""

    def reader(confirmed=True, **when):
        user = UserFactory()
        EmailAddress.objects.create(user=user, email=user.email, verified=confirmed, primary=True)
        return member(town_hall, learner=LearnerFactory(user=user), **when)

    return reader
