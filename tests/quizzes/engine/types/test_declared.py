"""Questions without a right answer: read like a choice, never scored."""

from typing import Any

import pytest

from quizzes.engine.errors import InvalidAnswer, InvalidContent
from quizzes.engine.item import Item
from quizzes.engine.types import UNCOUNTED
from quizzes.engine.types.declared import Declared

CONTENT: dict[str, Any] = {
    "stem": "<p>Et vous ?</p>",
    "options": [
        {"key": "often", "text": "Souvent", "feedback": "Voyons comment arrêter."},
        {"key": "never", "text": "Jamais", "feedback": "Gardez cette habitude."},
    ],
    "explanation": "<p>Chacun part de là où il est.</p>",
}


def test_it_counts_in_no_score() -> None:
    assert Declared.key in UNCOUNTED
    assert Item.parse("declared", CONTENT).score({"chosen": ["never"]}) is None


def test_one_answer_is_given_and_no_option_is_right() -> None:
    item = Item.parse("declared", CONTENT)
    answer = item.read((1, 0), {"choice": ["0"]})
    assert answer == {"chosen": ["never"]}
    explained = item.explain(answer)
    assert [(one.key, one.chosen, one.correct) for one in explained.options] == [
        ("often", False, False),
        ("never", True, False),
    ]
    with pytest.raises(InvalidAnswer):
        item.read((1, 0), {"choice": ["0", "1"]})


@pytest.mark.parametrize(
    ("spoilt", "path", "code"),
    [
        ([], "options", "too_few_options"),
        ([CONTENT["options"][0]], "options", "too_few_options"),
        (
            [CONTENT["options"][0], CONTENT["options"][0] | {"key": "b"}],
            "options.1.text",
            "repeated_text",
        ),
        (
            [CONTENT["options"][0], CONTENT["options"][1] | {"feedback": ""}],
            "options.1.feedback",
            "text_required",
        ),
    ],
)
def test_a_fault_is_told(spoilt: list[dict[str, Any]], path: str, code: str) -> None:
    with pytest.raises(InvalidContent) as refused:
        Item.parse("declared", CONTENT | {"options": spoilt})
    assert (path, code) in [(one.path, one.code) for one in refused.value.problems]
