"""Twenty people, or twenty clicks, at once."""

import pytest
from django.utils import timezone

from elearning.organisations import actions
from elearning.organisations.models import Invitation, Manager, Membership, Organisation
from tests.factories import LearnerFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def organisation():
    return Organisation.objects.create(name="Mairie de Combelouvre", department="71")


def test_a_personal_code_lets_one_of_twenty_in(at_once, organisation):
    now = timezone.now()
    code = actions.make_personal_codes(organisation, 1, UserFactory(), now)[0].code
    learners = [LearnerFactory() for _ in range(20)]

    def join(number):
        try:
            return actions.join(code, learners[number], now)
        except actions.NoSuchInvitation:
            return None

    assert len(list(filter(None, at_once(join)))) == 1
    assert Membership.objects.count() == 1


def test_twenty_clicks_join_once(at_once, organisation):
    now = timezone.now()
    code = actions.invite_team(organisation, UserFactory(), now).code
    learner = LearnerFactory()

    joined = at_once(lambda number: actions.join(code, learner, now))

    assert len({membership.pk for membership in joined}) == 1


def test_twenty_new_team_codes_leave_one_open(at_once, organisation):
    user, now = UserFactory(), timezone.now()

    at_once(lambda number: actions.invite_team(organisation, user, now))

    assert Invitation.objects.usable(now).count() == 1


def test_twenty_requests_are_one(at_once, organisation):
    user, now = UserFactory(), timezone.now()

    at_once(lambda number: actions.ask_to_manage(organisation, user, "DGS", now))

    assert Manager.objects.count() == 1
