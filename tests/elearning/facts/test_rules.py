import datetime

import pytest

from elearning.facts import rules
from elearning.facts.rules import FactState, is_overdue, is_shown

TODAY = datetime.date(2026, 11, 22)
DAY = datetime.timedelta(days=1)


def fact(kind="figure", live=True, confidence="V", verify_again_on=TODAY):
    return FactState(kind, live, confidence, verify_again_on)


@pytest.mark.parametrize(("days", "overdue"), [(-1, True), (0, False), (1, False)])
def test_a_fact_is_good_until_the_day_it_must_be_verified_again(days, overdue):
    assert is_overdue(fact(verify_again_on=TODAY + days * DAY), TODAY) is overdue


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        (fact(), True),
        (fact(confidence="V2"), True),
        (fact(verify_again_on=TODAY - DAY), False),
        (fact(live=False), False),
        (fact(confidence="G"), False),
        (fact(confidence="?"), False),
        (fact("contact", verify_again_on=TODAY - DAY), False),
        (fact("law", verify_again_on=TODAY - DAY), False),
        (fact("emergency", verify_again_on=TODAY - DAY), True),
        (fact("emergency", confidence="G"), True),
        (fact("emergency", live=False), False),
        (fact("emergency", confidence="?"), False),
    ],
    ids=str,
)
def test_only_a_contact_for_people_in_danger_outlives_its_date(state, shown):
    assert is_shown(state, TODAY) is shown


def test_a_number_is_not_cut_at_the_end_of_a_line():
    assert rules.unbroken("Appelez le 0 970 609 909") == "Appelez le 0\u00a0970\u00a0609\u00a0909"


@pytest.mark.parametrize(
    ("value", "link"),
    [
        ("17", "tel:17"),
        ("0 892 705 705", "tel:0892705705"),
        ("CSIRT-BFC, 0 970 609 909", "tel:0970609909"),
        ("17cyber.gouv.fr", "https://17cyber.gouv.fr"),
        ("THESEE, par le site Service-Public", ""),
        ("envoyez au 33700 un SMS", ""),
    ],
)
def test_a_contact_opens_what_its_value_names(value, link):
    assert rules.link(value) == link
