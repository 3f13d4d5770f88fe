from typing import Any

import pytest

from quizzes.engine.errors import BlankAnswer, InvalidAnswer, InvalidContent, UnreadableAnswer
from quizzes.engine.item import Item

CONTENT: dict[str, Any] = {
    "stem": "Combien de mois ?",
    "value": "12.5",
    "tolerance": "0.5",
    "unit": "mois",
    "feedback": {"right": "Oui.", "wrong": "Non."},
    "explanation": "Règle.",
}
RANGE = {name: value for name, value in CONTENT.items() if name != "tolerance"}


def problems(content: dict[str, Any]) -> list[tuple[str, str]]:
    with pytest.raises(InvalidContent) as refused:
        Item.parse("numerical", content)
    return [(problem.path, problem.code) for problem in refused.value.problems]


@pytest.mark.parametrize(
    ("number", "score"),
    [("12", 1), ("13", 1), ("12.50", 1), ("11.99", 0), ("13.01", 0), ("-12.5", 0)],
)
def test_bounds_of_the_tolerance_are_right(number: str, score: int) -> None:
    assert Item.parse("numerical", CONTENT).score({"number": number}) == score


@pytest.mark.parametrize(("number", "score"), [("10", 1), ("40", 1), ("9.9", 0), ("41", 0)])
def test_a_range_may_lie_unevenly_around_the_value(number: str, score: int) -> None:
    item = Item.parse("numerical", RANGE | {"low": "10", "high": "40"})
    assert item.score({"number": number}) == score


def test_decimals_are_exact() -> None:
    item = Item.parse("numerical", CONTENT | {"value": "0.3", "tolerance": "0"})
    assert item.score({"number": "0.3"}) == 1
    assert item.score({"number": "0.30000000001"}) == 0


def test_a_number_is_stored_in_figures_with_a_point() -> None:
    item = Item.parse("numerical", CONTENT)
    assert item.read((), {"number": [" 1 012,5 mois "]}) == {"number": "1012.5"}


def test_words_are_not_recorded_as_an_answer() -> None:
    item = Item.parse("numerical", CONTENT)
    with pytest.raises(UnreadableAnswer):
        item.read((), {"number": ["douze"]})
    with pytest.raises(BlankAnswer):
        item.read((), {"number": ["  "]})


@pytest.mark.parametrize("values", [["1", "1"], ["1\n"], ["1" * 201], ["\x00"], ["\ud800"]])
def test_what_a_line_of_text_cannot_send_is_refused(values: list[str]) -> None:
    with pytest.raises(InvalidAnswer):
        Item.parse("numerical", CONTENT).read((), {"number": values})


@pytest.mark.parametrize("number", [12, 12.5, "12,5", "", "douze", None, ["12"], True])
def test_a_stored_number_is_a_text_in_figures(number: object) -> None:
    with pytest.raises(InvalidAnswer):
        Item.parse("numerical", CONTENT).score({"number": number})


def test_feedback_depends_on_the_number() -> None:
    item = Item.parse("numerical", CONTENT)
    assert [item.explain({"number": n}).rows[0].feedback for n in ("12", "99")] == ["Oui.", "Non."]
    assert item.explain({"number": "99"}).rows[0].right == "12.5"


@pytest.mark.parametrize("value", [None, "", "douze", "12,5", 12, "1e3"])
@pytest.mark.parametrize("name", ["value", "tolerance"])
def test_the_key_is_written_in_figures(name: str, value: object) -> None:
    assert (name, "number_required") in problems(CONTENT | {name: value})


def test_the_value_lies_between_the_bounds() -> None:
    assert problems(CONTENT | {"tolerance": "-1"}) == [("value", "out_of_range")]
    assert problems(RANGE | {"low": "13", "high": "40"}) == [("value", "out_of_range")]
    assert problems(RANGE) == [
        ("low", "number_required"),
        ("high", "number_required"),
        ("value", "out_of_range"),
    ]


def test_both_feedbacks_are_needed_and_the_unit_is_not() -> None:
    assert problems(CONTENT | {"feedback": {"right": "Oui."}}) == [
        ("feedback.wrong", "text_required")
    ]
    assert Item.parse("numerical", CONTENT | {"unit": ""})
