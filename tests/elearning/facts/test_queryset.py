import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from elearning.facts.models import Fact
from tests.factories import FactFactory

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


@pytest.fixture
def today():
    return timezone.localdate()


def test_overdue_facts_are_live_and_past_their_date(today):
    late = FactFactory(verified_on=today - 9 * DAY, verify_again_on=today - DAY)
    FactFactory(verify_again_on=today, verified_on=today - DAY)
    FactFactory(verified_on=today - 9 * DAY, verify_again_on=today - DAY, live=False)

    assert list(Fact.objects.overdue(today)) == [late]


def test_what_to_verify_is_overdue_or_never_confirmed(today):
    late = FactFactory(verified_on=today - 9 * DAY, verify_again_on=today - DAY)
    guessed = FactFactory(confidence=Fact.Confidence.UNCONFIRMED)
    doubtful = FactFactory(confidence=Fact.Confidence.DOUBTFUL)
    FactFactory(confidence=Fact.Confidence.SECOND_HAND)
    FactFactory(confidence=Fact.Confidence.DOUBTFUL, live=False)

    assert set(Fact.objects.to_verify(today)) == {late, guessed, doubtful}


def test_words_are_the_value_or_what_takes_its_place(today):
    FactFactory(key="bon", value="33700")
    FactFactory(
        key="perime",
        value="1 %",
        kind=Fact.Kind.FIGURE,
        fallback="une petite part",
        verified_on=today - 9 * DAY,
        verify_again_on=today - DAY,
    )
    FactFactory(
        key="danger",
        value="17",
        kind=Fact.Kind.EMERGENCY,
        verified_on=today - 9 * DAY,
        verify_again_on=today - DAY,
    )

    assert Fact.objects.words(today) == {
        "bon": "33700",
        "perime": "une petite part",
        "danger": "17",
    }


def test_words_are_read_once_a_day_however_often_facts_are_quoted(today, django_assert_num_queries):
    FactFactory.create_batch(3)
    Fact.objects.words(today)

    with django_assert_num_queries(0):
        Fact.objects.words(today)
    with django_assert_num_queries(1):
        Fact.objects.words(today + DAY)


def test_a_fact_is_verified_again_after_it_was_verified(today):
    with pytest.raises(IntegrityError), transaction.atomic():
        FactFactory(verified_on=today, verify_again_on=today)


def test_a_source_is_told_on_one_line():
    fact = FactFactory.build(source_organisation="AF2M", source_title="Rapport", source_date="2025")

    assert fact.source == "AF2M, Rapport, 2025"
    assert FactFactory.build(source_organisation="AF2M").source == "AF2M"
