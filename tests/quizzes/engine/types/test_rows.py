"""Rules that ordering, matching and sorting into groups share."""

from typing import Any

import pytest

from quizzes.engine.errors import BlankAnswer, InvalidAnswer, InvalidContent
from quizzes.engine.item import Item

CONTENTS: dict[str, dict[str, Any]] = {
    "ordering": {
        "stem": "Dans quel ordre ?",
        "items": [
            {"key": "c", "text": "Couper le réseau", "feedback": "D’abord."},
            {"key": "p", "text": "Prévenir", "feedback": "Ensuite."},
            {"key": "a", "text": "Attendre l’aide", "feedback": "Enfin."},
        ],
        "explanation": "Règle.",
    },
    "matching": {
        "stem": "Où signaler ?",
        "pairs": [
            {"key": "s", "text": "Un SMS", "match": "Au 33700", "feedback": "Oui."},
            {"key": "m", "text": "Un courriel", "match": "À Signal Spam", "feedback": "Oui."},
        ],
        "decoys": [{"key": "d", "text": "Au 15"}],
        "explanation": "Règle.",
    },
    "categorise": {
        "stem": "Rangez.",
        "groups": [{"key": "g", "text": "À garder"}, {"key": "j", "text": "À jeter"}],
        "items": [
            {"key": "x", "text": "Code", "group": "g", "feedback": "Secret."},
            {"key": "y", "text": "Publicité", "group": "j", "feedback": "Inutile."},
            {"key": "z", "text": "Annonce", "group": "j", "feedback": "Inutile."},
        ],
        "explanation": "Règle.",
    },
}
LISTS = [("ordering", "items"), ("matching", "pairs"), ("categorise", "items")]
every_rows = pytest.mark.parametrize("key", CONTENTS)
every_list = pytest.mark.parametrize(("key", "name"), LISTS)


def an_item(key: str) -> Item:
    return Item.parse(key, CONTENTS[key])


def problems(key: str, /, **changes: object) -> list[tuple[str, str]]:
    with pytest.raises(InvalidContent) as refused:
        Item.parse(key, CONTENTS[key] | changes)
    return [(problem.path, problem.code) for problem in refused.value.problems]


def changed(key: str, name: str, index: int, /, **changes: object) -> dict[str, list[object]]:
    members = CONTENTS[key][name]
    return {name: [one | changes if at == index else one for at, one in enumerate(members)]}


@every_rows
@pytest.mark.parametrize("value", ["9", "-1", "00", " 0", "1.0", "\u0660", "a", "c"])
def test_only_a_canonical_position_of_an_option_is_read(key: str, value: str) -> None:
    item = an_item(key)
    with pytest.raises(InvalidAnswer):
        item.read(item.order(0, shuffle=True), {"row-0": [value]})


@every_rows
@pytest.mark.parametrize("values", [["0", "0"], ["0", "1"], ["0", ""], ["", ""]])
def test_a_row_takes_one_option(key: str, values: list[str]) -> None:
    item = an_item(key)
    with pytest.raises(InvalidAnswer):
        item.read(item.order(0, shuffle=True), {"row-0": values})


@every_rows
def test_a_row_beyond_the_last_is_refused(key: str) -> None:
    item = an_item(key)
    order = item.order(0, shuffle=True)
    assert item.read(order, {f"row-{len(order) - 1}": ["0"]})
    with pytest.raises(InvalidAnswer):
        item.read(order, {f"row-{len(order)}": ["0"]})


@every_rows
def test_every_row_left_blank_is_no_answer(key: str) -> None:
    item = an_item(key)
    with pytest.raises(BlankAnswer):
        item.read(item.order(0, shuffle=True), {"row-0": [""], "row-1": [""]})


@every_rows
def test_some_rows_left_blank_are_an_answer_and_are_wrong(key: str) -> None:
    item = an_item(key)
    answer = item.read(item.order(0, shuffle=False), {"row-0": ["0"], "row-1": [""]})
    rows = item.explain(answer).rows
    assert len(answer["rows"]) == 1  # type: ignore[arg-type]
    assert [row.verdict for row in rows if not row.chosen] == ["wrong"] * (len(rows) - 1)


@every_rows
@pytest.mark.parametrize("rows", [{}, {"?": "s"}, {"s": "?"}, {"s": ["m"]}, {"s": None}, [], "s"])
def test_a_stored_answer_names_rows_and_options_of_the_question(key: str, rows: object) -> None:
    with pytest.raises(InvalidAnswer):
        an_item(key).score({"rows": rows})


@every_rows
def test_rows_are_shown_in_alphabetical_order_unless_shuffled(key: str) -> None:
    item = an_item(key)
    texts = [row.text for row in item.shown(item.order(3, shuffle=False))["rows"]]  # type: ignore[attr-defined]
    assert texts == sorted(texts, key=str.casefold)
    assert len({item.order(seed, shuffle=True) for seed in range(100)}) == (
        2 if key == "matching" else 6
    )


@every_list
@pytest.mark.parametrize("field", ["key", "text", "feedback"])
@pytest.mark.parametrize("nothing", ["", " \n", None, 7])
def test_a_row_is_complete(key: str, name: str, field: str, nothing: object) -> None:
    assert (f"{name}.1.{field}", "text_required") in problems(
        key, **changed(key, name, 1, **{field: nothing})
    )


@every_list
def test_two_rows_can_neither_say_the_same_nor_share_a_key(key: str, name: str) -> None:
    first = CONTENTS[key][name][0]
    same_text = changed(key, name, 1, text=f" {first['text'].upper()}")
    same_key = changed(key, name, 1, key=first["key"])
    assert problems(key, **same_text) == [(f"{name}.1.text", "repeated_text")]
    assert problems(key, **same_key) == [(f"{name}.1.key", "repeated_key")]


@every_list
@pytest.mark.parametrize("rows", [None, [], "abc", {}])
def test_rows_are_needed(key: str, name: str, rows: object) -> None:
    assert (name, "too_few") in problems(key, **{name: rows})


@every_rows
def test_an_answer_still_counts_when_a_new_version_moves_the_rows(key: str) -> None:
    answer = an_item(key).example(right=True)
    name = dict(LISTS)[key]
    moved = Item.parse(key, CONTENTS[key] | {name: CONTENTS[key][name][::-1]})
    assert moved.score(answer) == (0 if key == "ordering" else 1)
