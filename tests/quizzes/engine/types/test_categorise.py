from fractions import Fraction

import pytest

from quizzes.engine.item import Item
from tests.quizzes.engine.types.test_rows import CONTENTS, an_item, changed, problems


@pytest.mark.parametrize(
    ("rows", "score"),
    [
        ({"x": "g", "y": "j", "z": "j"}, Fraction(1)),
        ({"x": "g", "y": "g", "z": "g"}, Fraction(1, 3)),
        ({"y": "j", "z": "j"}, Fraction(2, 3)),
        ({"x": "j", "y": "g"}, Fraction(0)),
    ],
)
def test_each_item_in_its_group_counts_the_same(rows: dict[str, str], score: Fraction) -> None:
    assert an_item("categorise").score({"rows": rows}) == score


def test_groups_are_offered_in_the_order_of_their_author() -> None:
    content = CONTENTS["categorise"] | {"groups": CONTENTS["categorise"]["groups"][::-1]}
    shown = Item.parse("categorise", content).shown((0, 1, 2))
    assert [option.text for option in shown["rows"][0].options] == ["À jeter", "À garder"]  # type: ignore[index]


def test_a_group_may_be_a_decoy() -> None:
    groups = [*CONTENTS["categorise"]["groups"], {"key": "d", "text": "À vendre"}]
    assert Item.parse("categorise", CONTENTS["categorise"] | {"groups": groups})


def test_groups_are_told_apart() -> None:
    text = changed("categorise", "groups", 1, text="à garder")
    key = changed("categorise", "groups", 1, key="g")
    assert problems("categorise", **text) == [("groups.1.text", "repeated_text")]
    assert ("groups.1.key", "repeated_key") in problems("categorise", **key)


def test_an_item_belongs_to_a_group_of_the_question() -> None:
    lost = changed("categorise", "items", 2, group="?")
    assert problems("categorise", **lost) == [("items.2.group", "unknown_value")]


def test_one_group_sorts_nothing() -> None:
    groups = CONTENTS["categorise"]["groups"][:1]
    assert ("groups", "too_few") in problems("categorise", groups=groups)
