from fractions import Fraction

import pytest

from quizzes.engine.item import Item
from tests.quizzes.engine.types.test_rows import problems

ITEMS = [{"key": key, "text": f"Étape {key}", "feedback": "Ici."} for key in "abcde"]


def an_item(size: int = 5) -> Item:
    return Item.parse(
        "ordering", {"stem": "Ordre ?", "items": ITEMS[:size], "explanation": "Règle."}
    )


def ranks(order: str) -> dict[str, object]:
    """The answer that puts items in this order; a dot leaves a rank to nobody."""
    return {"rows": {key: str(rank) for rank, key in enumerate(order, start=1) if key != "."}}


@pytest.mark.parametrize(
    ("order", "followed"),
    [
        ("abcde", 4),
        ("bcdea", 3),
        ("eabcd", 3),
        ("abced", 2),
        ("badce", 0),
        ("abdce", 1),
        ("edcba", 0),
        ("ab.de", 2),
        ("abc..", 2),
    ],
)
def test_credit_counts_the_items_that_follow_one_another(order: str, followed: int) -> None:
    assert an_item().score(ranks(order)) == Fraction(followed, 4)


def test_a_rank_given_twice_is_given_to_none() -> None:
    answer = {"rows": {"a": "1", "b": "2", "c": "3", "d": "3", "e": "4"}}
    assert an_item().score(answer) == Fraction(1, 4)


def test_only_the_right_order_scores_all() -> None:
    item = an_item(3)
    answers = [ranks(order) for order in ("abc", "acb", "bac", "bca", "cab", "cba")]
    assert [item.score(answer) == 1 for answer in answers] == [True] + [False] * 5


def test_ranks_are_offered_from_one_whatever_the_order() -> None:
    item = an_item(3)
    shown = item.shown(item.order(5, shuffle=True))
    assert all([o.text for o in row.options] == ["1", "2", "3"] for row in shown["rows"])  # type: ignore[attr-defined]


def test_the_explanation_puts_each_rank_beside_the_right_one() -> None:
    rows = an_item(3).explain(ranks("bac")).rows
    assert [(row.text, row.answered, row.right, row.verdict) for row in rows] == [
        ("Étape a", "2", "1", "wrong"),
        ("Étape b", "1", "2", "wrong"),
        ("Étape c", "3", "3", "right"),
    ]


def test_two_items_are_too_few_to_order() -> None:
    assert problems("ordering", items=ITEMS[:2]) == [("items", "too_few")]
