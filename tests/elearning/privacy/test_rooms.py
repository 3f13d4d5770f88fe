"""Nothing that points to a person is forgotten by the export, or by the erasure."""

import pytest
from django.apps import apps
from django.conf import settings

from elearning.accounts.models import Learner, User
from elearning.privacy.rooms import rooms


def pointing_to_people() -> set[str]:
    """Return the label of each model that has a relation to an account or to a learner."""
    return {
        field.model._meta.label
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields(include_hidden=True)
        if field.is_relation and not field.auto_created and field.related_model in (User, Learner)
    }


def test_every_model_that_points_to_a_person_is_answered_for_by_one_room():
    named = [model for room in rooms() for model in room.MODELS]
    missing = pointing_to_people() - set(named)

    assert not missing, (
        f"{missing}: name them in MODELS of their room's personal_data.py (and the room in "
        "PERSONAL_DATA_ROOMS), export them and erase them there"
    )
    assert len(named) == len(set(named))


def test_a_room_names_models_that_exist():
    labels = {model._meta.label for model in apps.get_models(include_auto_created=True)}

    assert {model for room in rooms() for model in room.MODELS} <= labels


@pytest.mark.parametrize("verb", ["export_for", "erase_for"])
def test_every_room_answers_both_questions(verb):
    assert all(callable(getattr(room, verb)) for room in rooms())


def test_the_account_goes_last():
    assert settings.PERSONAL_DATA_ROOMS[-1] == "elearning.accounts"


def test_every_room_says_how_long_it_keeps_things():
    for room in rooms():
        assert isinstance(room.TERMS, tuple), room.__name__
        assert isinstance(room.OUTLIVES_PEOPLE, bool), room.__name__
