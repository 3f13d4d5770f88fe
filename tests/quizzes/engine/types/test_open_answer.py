"""Sentences that a person marks by criteria."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.engine.errors import BlankAnswer, InvalidAnswer, InvalidContent
from quizzes.engine.item import Item
from quizzes.engine.types import UNCOUNTED
from quizzes.engine.types.open_answer import LONGEST, OpenAnswer

CONTENT: dict[str, Any] = {
    "stem": "<p>Que répondez-vous ?</p>",
    "criteria": [
        {"key": "refuse", "text": "Refuser", "points": 1},
        {"key": "call", "text": "Rappeler par un autre canal", "points": 2},
    ],
    "explanation": "<p>Un autre canal.</p>",
}
ITEM = Item.parse("open_answer", CONTENT)


def read(text: str) -> str:
    return str(ITEM.read((), {"text": [text]})["text"])


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Je rappelle.\r\nPuis j’alerte.  ", "Je rappelle.\nPuis j’alerte."),
        ("Je\trappelle", "Je rappelle"),
        ("Je\x0b rappelle\x00", "Je rappelle"),
        ("x" * LONGEST, "x" * LONGEST),
    ],
)
def test_what_was_written_is_kept_without_the_signs_that_nobody_sees(typed: str, kept: str) -> None:
    assert read(typed) == kept


@pytest.mark.parametrize("typed", ["", "  \r\n\t ", "\x00"])
def test_blank_is_no_answer(typed: str) -> None:
    with pytest.raises(BlankAnswer):
        read(typed)


def test_more_than_the_form_takes_is_refused() -> None:
    with pytest.raises(InvalidAnswer):
        read("x" * (LONGEST + 1))
    with pytest.raises(InvalidAnswer):
        ITEM.read((), {"text": ["a", "b"]})


@given(text=st.text(max_size=50))
def test_what_is_read_can_be_read_again(text: str) -> None:
    try:
        answer = ITEM.read((), {"text": [text]})
    except BlankAnswer:
        return
    assert ITEM.read((), {"text": [str(answer["text"])]}) == answer
    assert ITEM.score(answer) is None


def test_it_counts_in_the_score_once_marked() -> None:
    assert OpenAnswer.key not in UNCOUNTED


@given(refuse=st.integers(0, 1), call=st.integers(0, 2))
def test_points_by_criterion_make_a_share(refuse: int, call: int) -> None:
    share = ITEM.content.share({"refuse": refuse, "call": call})  # type: ignore[attr-defined]
    assert share == Fraction(refuse + call, 3)


@pytest.mark.parametrize(
    "points",
    [
        {},
        {"refuse": 1},
        {"refuse": 1, "call": 3},
        {"refuse": -1, "call": 0},
        {"refuse": 1, "call": 1, "x": 1},
    ],
)
def test_points_of_other_criteria_or_out_of_range_are_refused(points: dict[str, int]) -> None:
    with pytest.raises(InvalidAnswer):
        ITEM.content.share(points)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("criteria", "path", "code"),
    [
        ([], "criteria", "too_few"),
        ([CONTENT["criteria"][0] | {"points": 0}], "criteria.0.points", "points_required"),
        ([CONTENT["criteria"][0] | {"points": 21}], "criteria.0.points", "points_required"),
        ([CONTENT["criteria"][0] | {"text": " "}], "criteria.0.text", "text_required"),
        (
            CONTENT["criteria"] + [{"key": "z", "text": "refuser", "points": 1}],
            "criteria.2.text",
            "repeated_text",
        ),
    ],
)
def test_a_fault_is_told(criteria: list[dict[str, Any]], path: str, code: str) -> None:
    with pytest.raises(InvalidContent) as refused:
        Item.parse("open_answer", CONTENT | {"criteria": criteria})
    assert (path, code) in [(one.path, one.code) for one in refused.value.problems]
