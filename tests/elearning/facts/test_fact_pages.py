"""Trainers keep facts: a list to filter, a key chosen once, a word about those to verify."""

import datetime

import pytest
from django.utils import timezone

from elearning.accounts.roles import TRAINER
from elearning.facts.models import Fact
from tests.editing import sign_in
from tests.factories import FactFactory, make_home

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexes")]

LIST = "/cms/snippets/facts/fact/"


@pytest.fixture
def trainer():
    return sign_in(TRAINER)


@pytest.fixture
def facts():
    today = timezone.localdate()
    late = {
        "verified_on": today - datetime.timedelta(days=100),
        "verify_again_on": today - datetime.timedelta(days=1),
    }
    return {
        "fresh": FactFactory(key="frais", label="Un fait frais"),
        "late": FactFactory(key="passe", label="Un fait passé", **late),
        "unsure": FactFactory(
            key="douteux", label="Un fait à confirmer", confidence=Fact.Confidence.UNCONFIRMED
        ),
    }


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", {"fresh", "late", "unsure"}),
        ("to_verify=yes", {"late", "unsure"}),
        ("confidence=G", {"unsure"}),
        ("to_verify=yes&q=confirmer", {"unsure"}),
    ],
)
def test_facts_are_found_by_filters_and_words(trainer, facts, query, names):
    response = trainer.get(f"{LIST}?{query}")

    assert set(response.context["page_obj"].object_list) == {facts[name] for name in names}


def test_the_home_page_names_the_facts_to_verify(trainer, facts):
    make_home()

    page = trainer.get("/cms/").content.decode()

    assert "Un fait passé" in page
    assert "Un fait à confirmer" in page
    assert "Un fait frais" not in page


def test_the_key_of_a_fact_is_chosen_once(trainer, facts):
    adding = trainer.get(f"{LIST}add/").context["form"]
    editing = trainer.get(f"{LIST}edit/frais/").context["form"]

    assert not adding.fields["key"].disabled
    assert editing.fields["key"].disabled
