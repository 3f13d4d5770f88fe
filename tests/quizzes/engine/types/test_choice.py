"""Rules that single choice, multiple choice and true/false share."""

from typing import Any

import pytest

from quizzes.engine.errors import InvalidAnswer, InvalidContent
from quizzes.engine.item import Item

OPTIONS = [
    {"key": "a", "text": "Je rappelle", "correct": False, "feedback": "Non."},
    {"key": "b", "text": "Je raccroche", "correct": True, "feedback": "Oui."},
    {"key": "c", "text": "Je paie", "correct": False, "feedback": "Non."},
]
CONTENTS: dict[str, dict[str, Any]] = {
    "single": {"stem": "Que faire ?", "options": OPTIONS, "explanation": "Règle."},
    "multiple": {
        "stem": "Que faire ?",
        "options": OPTIONS,
        "explanation": "Règle.",
        "scoring": "partial",
    },
    "true_false": {
        "stem": "Le cadenas suffit.",
        "answer": False,
        "feedback": {"true": "Non.", "false": "Oui."},
        "explanation": "Règle.",
    },
}
every_choice = pytest.mark.parametrize("key", CONTENTS)
with_options = pytest.mark.parametrize("key", ["single", "multiple"])


def an_item(key: str) -> Item:
    return Item.parse(key, CONTENTS[key])


def problems(key: str, **changes: object) -> list[tuple[str, str]]:
    with pytest.raises(InvalidContent) as refused:
        Item.parse(key, CONTENTS[key] | changes)
    return [(problem.path, problem.code) for problem in refused.value.problems]


def options_with(index: int, **changes: object) -> list[dict[str, object]]:
    return [option | changes if at == index else option for at, option in enumerate(OPTIONS)]


@every_choice
@pytest.mark.parametrize(
    "value", ["2" * 30, "-1", "-0", "+0", "00", "01", "0.0", "1.0", "1e0", "0x0", " 0", "0 ", "0\n"]
)
def test_only_a_canonical_position_is_read(key: str, value: str) -> None:
    with pytest.raises(InvalidAnswer):
        an_item(key).read((0, 1), {"choice": [value]})


@every_choice
@pytest.mark.parametrize("value", ["", "a", "true", "\uff10", "\u0660", "\u00b2", "0_0", "None"])
def test_neither_a_key_nor_a_foreign_digit_is_a_position(key: str, value: str) -> None:
    with pytest.raises(InvalidAnswer):
        an_item(key).read((0, 1), {"choice": [value]})


@every_choice
def test_a_position_past_the_last_option_is_refused(key: str) -> None:
    item = an_item(key)
    order = item.order(1, shuffle=True)
    assert item.read(order, {"choice": [str(len(order) - 1)]})
    with pytest.raises(InvalidAnswer):
        item.read(order, {"choice": [str(len(order))]})


@every_choice
def test_a_repeated_position_is_refused(key: str) -> None:
    with pytest.raises(InvalidAnswer):
        an_item(key).read((0, 1), {"choice": ["0", "0"]})


@every_choice
@pytest.mark.parametrize(
    "chosen", [[], ["z"], ["b", "z"], ["b", "b"], [["b"]], [None], "b", {"b": True}, None]
)
def test_a_stored_answer_names_options_of_the_question_once(key: str, chosen: object) -> None:
    with pytest.raises(InvalidAnswer):
        an_item(key).score({"chosen": chosen})


@with_options
def test_the_position_read_is_the_one_drawn(key: str) -> None:
    item = an_item(key)
    assert item.read((2, 0, 1), {"choice": ["0"]}) == {"chosen": ["c"]}
    assert item.read((2, 0, 1), {"choice": ["2"]}) == {"chosen": ["b"]}


@with_options
def test_a_choice_needs_two_options(key: str) -> None:
    assert problems(key, options=[]) == [
        ("options", "too_few_options"),
        ("options", "no_right_option"),
    ]
    assert problems(key, options=OPTIONS[1:2]) == [("options", "too_few_options")]


@with_options
@pytest.mark.parametrize("options", [None, "abc", {"0": OPTIONS[0]}])
def test_options_are_a_list(key: str, options: object) -> None:
    assert ("options", "too_few_options") in problems(key, options=options)


@with_options
def test_a_choice_needs_a_right_option(key: str) -> None:
    assert problems(key, options=options_with(1, correct=False)) == [("options", "no_right_option")]


@with_options
@pytest.mark.parametrize(
    "text", ["Je rappelle", "je  RAPPELLE ", "Je\u00a0rappelle", " je\nrappelle"]
)
def test_two_options_cannot_say_the_same(key: str, text: str) -> None:
    assert problems(key, options=options_with(2, text=text)) == [
        ("options.2.text", "repeated_text")
    ]


@with_options
def test_accents_are_compared_as_read_not_as_coded(key: str) -> None:
    options = [OPTIONS[0] | {"text": "Vérifié"}, OPTIONS[1] | {"text": "ve\u0301rifie\u0301"}]
    assert problems(key, options=options) == [("options.1.text", "repeated_text")]


@with_options
def test_two_options_cannot_share_a_key(key: str) -> None:
    assert problems(key, options=options_with(2, key="a")) == [("options.2.key", "repeated_key")]


@with_options
@pytest.mark.parametrize("name", ["key", "text", "feedback"])
@pytest.mark.parametrize("nothing", ["", " \n", None, 7, ["a"]])
def test_an_option_is_complete(key: str, name: str, nothing: object) -> None:
    assert problems(key, options=options_with(2, **{name: nothing})) == [
        (f"options.2.{name}", "text_required")
    ]


@with_options
def test_an_option_text_is_not_html(key: str) -> None:
    options = options_with(0, text="<br>")
    assert Item.parse(key, CONTENTS[key] | {"options": options})


@with_options
@pytest.mark.parametrize("value", [None, 0, 1, "true"])
def test_an_option_is_right_or_not(key: str, value: object) -> None:
    assert problems(key, options=options_with(0, correct=value)) == [
        ("options.0.correct", "boolean_required")
    ]


@with_options
def test_all_problems_are_told_at_once(key: str) -> None:
    options = [OPTIONS[0] | {"text": ""}, OPTIONS[2] | {"text": "", "feedback": ""}, 7]
    told = problems(key, stem="", options=options)
    assert set(told) == {
        ("stem", "text_required"),
        ("options.0.text", "text_required"),
        ("options.1.text", "text_required"),
        ("options.1.feedback", "text_required"),
        ("options.2.key", "text_required"),
        ("options.2.text", "text_required"),
        ("options.2.correct", "boolean_required"),
        ("options.2.feedback", "text_required"),
        ("options", "no_right_option"),
    }
    assert len(told) == 9


@with_options
def test_shuffling_gives_each_option_each_place(key: str) -> None:
    item = an_item(key)
    orders = {item.order(seed, shuffle=True) for seed in range(100)}
    assert len(orders) == 6


@with_options
def test_an_answer_still_counts_when_a_new_version_moves_the_options(key: str) -> None:
    answer = an_item(key).read((0, 1, 2), {"choice": ["1"]})
    moved = Item.parse(key, CONTENTS[key] | {"options": OPTIONS[::-1]})
    assert moved.score(answer) == 1


@every_choice
def test_the_explanation_gives_the_feedback_of_each_option(key: str) -> None:
    options = an_item(key).explain({"dont_know": True}).options
    assert [option.feedback for option in options if option.correct] == ["Oui."]
    assert {option.feedback for option in options if not option.correct} == {"Non."}
