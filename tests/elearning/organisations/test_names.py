"""Names of places, compared as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearning.organisations.names import folded


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("cote d or", "Côte-d'Or"),
        ("COTE-D’OR", "Côte-d'Or"),
        ("st claude", "Saint-Claude"),
        ("Ste Marie", "Sainte-Marie"),
        ("saone et loire", "Saône-et-Loire"),
        ("oeuilly", "Œuilly"),
    ],
)
def test_what_is_typed_meets_the_name(typed, name):
    assert folded(typed) == folded(name)


@given(st.text())
def test_folding_twice_changes_nothing(name):
    assert folded(folded(name)) == folded(name)
