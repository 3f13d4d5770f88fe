from fractions import Fraction

import pytest

from quizzes.engine.item import Item
from tests.quizzes.engine.types.test_rows import CONTENTS, an_item, changed, problems


@pytest.mark.parametrize(
    ("rows", "score"),
    [
        ({"s": "s", "m": "m"}, Fraction(1)),
        ({"s": "s", "m": "d"}, Fraction(1, 2)),
        ({"s": "s", "m": "s"}, Fraction(1, 2)),
        ({"m": "m"}, Fraction(1, 2)),
        ({"s": "m", "m": "s"}, Fraction(0)),
    ],
)
def test_each_right_pair_counts_the_same(rows: dict[str, str], score: Fraction) -> None:
    assert an_item("matching").score({"rows": rows}) == score


def test_matches_and_decoys_are_offered_in_alphabetical_order() -> None:
    shown = an_item("matching").shown((0, 1))
    offered = [[option.text for option in row.options] for row in shown["rows"]]  # type: ignore[attr-defined]
    assert offered == [["Au 15", "Au 33700", "À Signal Spam"]] * 2


def test_decoys_are_not_required() -> None:
    assert Item.parse("matching", CONTENTS["matching"] | {"decoys": []})


def test_two_things_cannot_be_offered_twice() -> None:
    match = changed("matching", "pairs", 1, match="au  33700")
    decoy = changed("matching", "decoys", 0, text="AU 33700")
    key = changed("matching", "decoys", 0, key="s")
    assert problems("matching", **match) == [("pairs.1.match", "repeated_text")]
    assert problems("matching", **decoy) == [("decoys.0.text", "repeated_text")]
    assert problems("matching", **key) == [("decoys.0.key", "repeated_key")]


def test_a_pair_has_a_match() -> None:
    without = changed("matching", "pairs", 0, match=" ")
    assert problems("matching", **without) == [("pairs.0.match", "text_required")]
