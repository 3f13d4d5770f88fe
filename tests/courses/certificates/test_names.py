import pytest

from courses.certificates import names


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Camille Durand", "C. D."),
        ("anne-marie  petit", "A.-M. P."),
        ("Éloïse d’Arc", "É. D."),
        ("Jean-Luc de La Tour", "J.-L. D. L. T."),
        ("Plume", "P."),
    ],
)
def test_initials(name, initials):
    assert names.shown(name, names.INITIALS) == initials


def test_whole_or_nothing():
    assert names.shown("Camille Durand", names.FULL) == "Camille Durand"
    assert names.shown("Camille Durand", names.NONE) == ""
