"""Passwords: long, nobody's favourite, and not made of what surrounds the person."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from elearning.accounts.models import User
from elearning.accounts.passwords import own_length

CLAIRE = User(email="claire.dubois@autrey-le-vay.example")


@pytest.mark.parametrize(
    "password",
    [
        "Bourgogne-2026!",
        "B0urg0gn€2026",
        "Réflexes numériques",
        "reflexesnumeriques1234",
        "BesançonDijon2025",
        "ClaireDubois2026",
        "autrey-le-vay-1999",
        "azertyuiopqsdf",
        "motdepasse123!",
        "aaaaaaaaaaaaaaaa",
        "111111111111",
        "123456789012",
        "trop court",
    ],
)
def test_what_is_tried_first_is_refused(password):
    with pytest.raises(ValidationError):
        validate_password(password, CLAIRE)


@pytest.mark.parametrize(
    "password",
    [
        "sept mots tirés au hasard",
        "aaaa bbbb cccc dddd eeee ffff gggg hhhh iiii jjjj",
        "giraffe-violon-38-brouette",
        "xK9#vQ2!mT7p",
        " 😀 avec des espaces au bord ",
        "Dijon, un tramway nommé patience",
        "p" + "longue phrase " * 9,
    ],
)
def test_what_is_ones_own_is_accepted_without_rules_of_composition(password):
    validate_password(password, CLAIRE)


@pytest.mark.parametrize(
    ("password", "left"),
    [("dijon", 0), ("D1jon-violon", 6), ("violon 2024", 6), ("viiiiolon", 6), ("", 0)],
)
def test_what_is_left_once_known_words_are_taken_out(password, left):
    assert own_length(password, ["Dijon"]) == left
