import pytest

from quizzes.engine.numbers import stored_number, typed_number


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("13", "13"),
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("1 234,5", "1234.5"),
        ("1\u202f234\u00a0567", "1234567"),
        ("-3", "-3"),
        ("\u22123", "-3"),
        ("+3", "3"),
        ("007", "007"),
        ("13 mois", "13"),
        ("13mois", "13"),
        (" 13\u00a0mois ", "13"),
    ],
)
def test_a_number_is_read_as_people_write_it_in_french(typed: str, stored: str) -> None:
    assert typed_number(typed, "mois") == stored
    assert stored_number(stored) is not None


@pytest.mark.parametrize(
    "typed",
    [
        "treize",
        "",
        "mois",
        "1e3",
        "1,2,3",
        "1.234,5",
        "½",
        "\u0661\u0663",
        "nan",
        "inf",
        ",5",
        "5,",
        "0x10",
        "1_000",
        "12 ans",
        "9" * 16,
        "--1",
        "1-2",
        "1/2",
    ],
)
def test_anything_else_is_no_number(typed: str) -> None:
    assert typed_number(typed, "mois") is None


@pytest.mark.parametrize(
    "text", ["", "1,5", " 1", "1.", ".5", "+1", "1e3", "1/2", "\u0661", "9" * 16]
)
def test_a_number_is_stored_in_one_way(text: str) -> None:
    assert stored_number(text) is None
