from fractions import Fraction

import pytest

from quizzes.engine.errors import InvalidContent
from quizzes.engine.item import Item

RIGHT, WRONG = ["r1", "r2", "r3"], ["w1", "w2"]


def an_item(scoring: object) -> Item:
    options = [
        {"key": key, "text": f"Option {key}", "correct": key in RIGHT, "feedback": "Parce que."}
        for key in RIGHT + WRONG
    ]
    content = {"stem": "Cochez.", "options": options, "explanation": "Règle.", "scoring": scoring}
    return Item.parse("multiple", content)


@pytest.mark.parametrize(
    ("chosen", "partial", "all_or_nothing", "verdict"),
    [
        (["r1", "r2", "r3"], Fraction(1), 1, "right"),
        (["r1", "r2"], Fraction(2, 3), 0, "partly"),
        (["r1"], Fraction(1, 3), 0, "partly"),
        (["r1", "r2", "r3", "w1"], Fraction(2, 3), 0, "partly"),
        (["r1", "r2", "w1"], Fraction(1, 3), 0, "partly"),
        (["r1", "w1"], Fraction(0), 0, "wrong"),
        (["r1", "w1", "w2"], Fraction(0), 0, "wrong"),
        (["w1", "w2"], Fraction(0), 0, "wrong"),
        (["r1", "r2", "r3", "w1", "w2"], Fraction(1, 3), 0, "partly"),
    ],
)
def test_a_wrong_option_takes_back_a_right_one_never_below_zero(
    chosen: list[str], partial: Fraction, all_or_nothing: int, verdict: str
) -> None:
    answer = {"chosen": chosen}
    assert an_item("partial").score(answer) == partial
    assert an_item("partial").explain(answer).verdict == verdict
    assert an_item("all").score(answer) == all_or_nothing


def test_options_are_stored_in_the_order_of_the_content() -> None:
    answer = an_item("all").read((4, 3, 2, 1, 0), {"choice": ["0", "4", "2"]})
    assert answer == {"chosen": ["r1", "r3", "w2"]}


def test_each_option_chosen_is_counted() -> None:
    summary = an_item("all").summarise([{"chosen": ["r1", "w1"]}, {"chosen": ["r1"]}])
    assert summary.counts == {"r1": 2, "r2": 0, "r3": 0, "w1": 1, "w2": 0}


@pytest.mark.parametrize("scoring", [None, "", "half", "Partial", True, ["all"]])
def test_another_scoring_is_refused(scoring: object) -> None:
    with pytest.raises(InvalidContent) as refused:
        an_item(scoring)
    assert [(problem.path, problem.code) for problem in refused.value.problems] == [
        ("scoring", "unknown_value")
    ]
