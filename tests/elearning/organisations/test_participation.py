"""Participation as the Region sees it: rounded, of last week, each person once."""

import datetime

import pytest
from django.urls import reverse
from django.utils.timezone import localtime
from pytest_django.asserts import assertContains

from elearning.accounts.roles import ADMINISTRATOR, REVIEWER
from elearning.organisations.models import Membership, Organisation
from elearning.organisations.participation import Territory, by_department, by_epci
from elearning.organisations.rules import counted_until, rounded_down
from tests.editing import sign_in
from tests.factories import LearnerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def until():
    return counted_until(localtime())


@pytest.fixture
def epci():
    return Organisation.objects.create(
        kind="epci", name="Communauté du Val", code="200000001", department="71"
    )


@pytest.fixture
def commune(epci):
    return Organisation.objects.create(
        kind="commune", name="Combelouvre", code="71999", department="71", epci=epci
    )


def join(organisation, now, *learners, days_ago=20, left_at=None):
    joined_at = now - datetime.timedelta(days=days_ago)
    for learner in learners:
        Membership.objects.create(
            organisation=organisation, learner=learner, joined_at=joined_at, left_at=left_at
        )


def people(count):
    return [LearnerFactory() for _ in range(count)]


@pytest.mark.parametrize(("number", "told"), [(0, None), (4, None), (5, 5), (9, 5), (10, 10)])
def test_a_number_is_rounded_down_to_fives(number, told):
    assert rounded_down(number) == told


def test_small_communes_count_with_their_grouping_each_person_once(epci, commune, until, now):
    learners = people(6)
    join(commune, now, *learners)
    join(epci, now, *learners[:2], *people(4))

    assert by_epci(until) == [Territory("Communauté du Val", 10)]
    assert by_department(until) == [Territory("71", 10)]


def test_a_structure_of_no_grouping_counts_in_its_departement_only(until, now):
    Organisation.objects.create(kind="departement", code="25", name="Doubs", department="25")
    alone = Organisation.objects.create(name="Syndicat", department="25")
    join(alone, now, *people(5))

    assert by_epci(until) == []
    assert by_department(until) == [Territory("Doubs", 5)]


def test_who_joined_this_week_or_left_before_is_not_counted(commune, until, now):
    join(commune, now, *people(4))
    join(commune, now, *people(3), days_ago=0)
    join(commune, now, *people(3), left_at=now - datetime.timedelta(days=9))

    assert by_department(until) == [Territory("71", None)]


def test_an_administrator_reads_it(commune, now, django_assert_max_num_queries):
    join(commune, now, *people(7))
    browser = sign_in(ADMINISTRATOR)
    browser.get(reverse("participation"))

    with django_assert_max_num_queries(14):
        page = browser.get(reverse("participation"))

    assertContains(page, "5 ou plus")
    assertContains(page, "Communauté du Val")


def test_a_reviewer_does_not():
    assert sign_in(REVIEWER).get(reverse("participation")).status_code in (302, 403)
