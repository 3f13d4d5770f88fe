"""What every question type keeps, walked over the registry."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quizzes.engine.errors import BlankAnswer, InvalidAnswer, InvalidContent
from quizzes.engine.item import Item, is_dont_know
from quizzes.engine.protocol import Answer, ExplainedOption, Explanation, Form
from quizzes.engine.types import TYPES
from tests.quizzes.engine.strategies import SAMPLES

every_type = pytest.mark.parametrize("key", TYPES)
RULED = [key for key, of_type in TYPES.items() if of_type.marking == "rule"]
every_ruled_type = pytest.mark.parametrize("key", RULED)
every_other_type = pytest.mark.parametrize("key", [key for key in TYPES if key not in RULED])
seeds = st.integers(min_value=0, max_value=2**64)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


@dataclass(frozen=True)
class Sitting:
    """A learner in front of a question: what they mean, see, send, and what is stored."""

    item: Item
    pick: Any
    order: Sequence[int]
    form: Form
    answer: Answer


def an_item(data: st.DataObject, key: str) -> Item:
    return Item.parse(key, data.draw(SAMPLES[key].contents))


def a_sitting(data: st.DataObject, key: str) -> Sitting:
    item = an_item(data, key)
    pick = data.draw(SAMPLES[key].picks(item.content))
    return sit(item, pick, seed=data.draw(seeds))


def sit(item: Item, pick: Any, seed: int) -> Sitting:
    order = item.order(seed, shuffle=True)
    form = SAMPLES[item.type.key].post(item.content, pick, order)
    return Sitting(item, pick, order, form, item.read(order, form))


def test_every_type_has_samples() -> None:
    assert SAMPLES.keys() == TYPES.keys()


@every_type
def test_a_type_is_registered_under_its_own_key(key: str) -> None:
    assert TYPES[key].key == key


@every_type
@given(data=st.data())
def test_a_valid_content_is_read_the_same_after_json(key: str, data: st.DataObject) -> None:
    content = data.draw(SAMPLES[key].contents)
    item = Item.parse(key, content)
    assert Item.parse(key, json.loads(json.dumps(content))) == item
    assert (item.content.stem, item.content.explanation) == (
        content["stem"],
        content["explanation"],
    )


@every_type
@pytest.mark.parametrize("name", ["stem", "explanation"])
@given(data=st.data(), nothing=st.sampled_from(["", " ", "<p>&nbsp;</p>", None, 3, ["a"]]))
def test_stem_and_explanation_are_required(
    key: str, name: str, data: st.DataObject, nothing: object
) -> None:
    content = data.draw(SAMPLES[key].contents) | {name: nothing}
    with pytest.raises(InvalidContent) as refused:
        Item.parse(key, content)
    assert [(problem.path, problem.code) for problem in refused.value.problems] == [
        (name, "text_required")
    ]


@every_type
@given(data=st.data(), anything=json_values)
def test_a_spoilt_field_is_told_and_never_crashes(
    key: str, data: st.DataObject, anything: object
) -> None:
    content = data.draw(SAMPLES[key].contents)
    name = data.draw(st.sampled_from(sorted(content)))
    told = {path.split(".")[0] for path in faulty_paths(key, content | {name: anything})}
    linked = SAMPLES[key].linked
    assert told <= (linked if name in linked else {name})


@every_type
def test_an_empty_content_is_refused(key: str) -> None:
    assert {"stem", "explanation"} <= set(faulty_paths(key, {}))


def faulty_paths(key: str, content: dict[str, object]) -> list[str]:
    try:
        Item.parse(key, content)
    except InvalidContent as refused:
        return [problem.path for problem in refused.problems]
    return []


@every_type
@given(data=st.data(), seed=seeds, shuffle=st.booleans())
def test_the_order_is_a_permutation_given_by_the_seed(
    key: str, data: st.DataObject, seed: int, shuffle: bool
) -> None:
    item = an_item(data, key)
    order = item.order(seed, shuffle)
    assert sorted(order) == list(range(len(order)))
    assert item.order(seed, shuffle) == order


@every_type
@given(data=st.data(), seed=seeds)
def test_an_order_not_shuffled_is_the_same_for_everybody(
    key: str, data: st.DataObject, seed: int
) -> None:
    item = an_item(data, key)
    assert item.order(seed, shuffle=False) == item.order(0, shuffle=False)


@every_type
@given(data=st.data(), seed=seeds, shuffle=st.booleans())
def test_a_form_shows_the_same_whatever_the_key(
    key: str, data: st.DataObject, seed: int, shuffle: bool
) -> None:
    content = data.draw(SAMPLES[key].contents)
    other = SAMPLES[key].rekey(content) | {"explanation": "<p>Une tout autre règle.</p>"}
    shown, shown_with_other_key = (
        (item.content.stem, item.shown(item.order(seed, shuffle)))
        for item in (Item.parse(key, content), Item.parse(key, other))
    )
    assert shown == shown_with_other_key
    assert repr(shown) == repr(shown_with_other_key)


@every_ruled_type
@given(data=st.data())
def test_a_score_is_a_share_and_the_verdict_says_it(key: str, data: st.DataObject) -> None:
    sitting = a_sitting(data, key)
    score = sitting.item.score(sitting.answer)
    verdict = sitting.item.explain(sitting.answer).verdict
    assert score is not None
    assert 0 <= score <= 1
    assert verdict == ("right" if score == 1 else "partly" if score else "wrong")


@every_ruled_type
@given(data=st.data(), seed=seeds)
def test_a_right_answer_scores_all_and_is_told_so(key: str, data: st.DataObject, seed: int) -> None:
    item = an_item(data, key)
    sitting = sit(item, SAMPLES[key].right_pick(item.content), seed)
    explanation = item.explain(sitting.answer)
    assert item.score(sitting.answer) == Fraction(1)
    assert explanation.verdict == "right"
    assert all(option.chosen == option.correct for option in options_of(explanation))
    assert all(row.verdict == "right" for row in explanation.rows)


def options_of(explanation: Explanation) -> list[ExplainedOption]:
    return [*explanation.options, *explanation.pieces]


@every_type
@given(data=st.data(), seed=seeds)
def test_shuffling_changes_neither_answer_nor_score(
    key: str, data: st.DataObject, seed: int
) -> None:
    sitting = a_sitting(data, key)
    other = sit(sitting.item, sitting.pick, seed)
    assert other.answer == sitting.answer
    assert other.item.score(other.answer) == sitting.item.score(sitting.answer)


@every_type
@given(data=st.data())
def test_an_answer_fills_in_the_form_that_gives_it_in_any_order(
    key: str, data: st.DataObject
) -> None:
    sitting = a_sitting(data, key)
    order = data.draw(st.permutations(sitting.order))
    form = sitting.item.form(order, sitting.answer)
    assert sitting.item.read(order, form) == sitting.answer


@every_type
@given(data=st.data())
def test_i_dont_know_leaves_the_form_blank(key: str, data: st.DataObject) -> None:
    item = an_item(data, key)
    assert item.form(item.order(0, shuffle=True), {"dont_know": True}) == {}


@every_type
@given(data=st.data())
def test_an_answer_survives_json(key: str, data: st.DataObject) -> None:
    sitting = a_sitting(data, key)
    stored = json.loads(json.dumps(sitting.answer))
    assert stored == sitting.answer
    assert sitting.item.explain(stored) == sitting.item.explain(sitting.answer)


@every_type
@given(data=st.data(), seed=seeds)
def test_an_empty_form_is_blank(key: str, data: st.DataObject, seed: int) -> None:
    item = an_item(data, key)
    with pytest.raises(BlankAnswer):
        item.read(item.order(seed, shuffle=True), {})


@every_type
@given(data=st.data(), name=st.text())
def test_an_unexpected_field_is_refused(key: str, data: st.DataObject, name: str) -> None:
    sitting = a_sitting(data, key)
    assume(name not in sitting.form)
    with pytest.raises(InvalidAnswer):
        sitting.item.read(sitting.order, {**sitting.form, name: ["0"]})


@every_type
@given(data=st.data(), forged=json_values | st.dictionaries(st.text(max_size=5), json_values))
def test_a_forged_stored_answer_is_refused(key: str, data: st.DataObject, forged: Any) -> None:
    item = an_item(data, key)
    assume(not is_dont_know(forged) and forged not in (None, {}))
    refuses(item, forged)


@every_type
@given(data=st.data())
def test_a_forgotten_answer_is_neither_scored_nor_counted(key: str, data: st.DataObject) -> None:
    item = an_item(data, key)
    with pytest.raises(InvalidAnswer):
        item.score({})
    assert item.summarise([{}]) == item.summarise([])


@every_type
@given(data=st.data(), forged=json_values)
def test_a_tampered_stored_answer_is_refused(key: str, data: st.DataObject, forged: object) -> None:
    sitting = a_sitting(data, key)
    refuses(sitting.item, {**sitting.answer, "more": forged})
    refuses(sitting.item, {**sitting.answer, "dont_know": True})
    refuses(sitting.item, {name: {"forged": forged} for name in sitting.answer})


def refuses(item: Item, answer: Answer) -> None:
    for use in (
        item.score,
        item.explain,
        lambda answer: item.summarise([answer]),
        lambda answer: item.form(item.order(0, shuffle=True), answer),
    ):
        with pytest.raises(InvalidAnswer):
            use(answer)


@every_ruled_type
@given(data=st.data())
def test_i_dont_know_scores_nothing_and_shows_the_key(key: str, data: st.DataObject) -> None:
    sitting = a_sitting(data, key)
    answer = sitting.item.read(sitting.order, {**sitting.form, "dont_know": ["1"]})
    explanation = sitting.item.explain(answer)
    assert json.loads(json.dumps(answer)) == {"dont_know": True}
    assert sitting.item.score(answer) == 0
    assert explanation.verdict == "unknown"
    assert any(option.correct for option in explanation.options) or explanation.rows
    assert all(row.right for row in explanation.rows)
    assert not any(option.chosen for option in options_of(explanation))
    assert not any(row.chosen or row.answered for row in explanation.rows)
    assert {row.verdict for row in explanation.rows} <= {"unknown"}


@every_type
@given(data=st.data(), values=st.sampled_from([[], [""], ["0"], ["true"], ["1", "1"]]))
def test_i_dont_know_is_posted_in_one_way(key: str, data: st.DataObject, values: list[str]) -> None:
    item = an_item(data, key)
    with pytest.raises(InvalidAnswer):
        item.read(item.order(0, shuffle=True), {"dont_know": values})


@every_type
@given(data=st.data(), value=st.sampled_from([False, 1, "true", None, []]))
def test_i_dont_know_is_stored_in_one_way(key: str, data: st.DataObject, value: object) -> None:
    refuses(an_item(data, key), {"dont_know": value})


@every_type
@given(data=st.data())
def test_a_summary_counts_what_explanations_show(key: str, data: st.DataObject) -> None:
    item = an_item(data, key)
    picks = data.draw(st.lists(SAMPLES[key].picks(item.content), max_size=4))
    answers = [sit(item, pick, seed=0).answer for pick in picks]
    summary = item.summarise([*answers, {"dont_know": True}])
    shown = Counter(key for answer in answers for key in chosen_in(item.explain(answer)))
    assert summary.dont_know == 1
    assert summary.counts == {key: shown[key] for key in summary.counts}
    assert shown.keys() <= summary.counts.keys()


def chosen_in(explanation: Explanation) -> list[str]:
    return [option.key for option in options_of(explanation) if option.chosen] + [
        f"{row.key}={row.chosen}" for row in explanation.rows if row.chosen
    ]


@every_ruled_type
@given(data=st.data())
def test_a_type_gives_an_example_of_a_right_answer_and_of_a_wrong_one(
    key: str, data: st.DataObject
) -> None:
    item = an_item(data, key)
    assert item.score(item.example(right=True)) == 1
    wrong = item.score(item.example(right=False))
    assert wrong is not None
    assert wrong < 1


@every_type
@given(data=st.data())
def test_what_a_summary_counts_is_told_in_words(key: str, data: st.DataObject) -> None:
    item = an_item(data, key)
    counted = item.counted()
    assert [one.key for one in counted] == list(item.summarise([]).counts)
    assert all(one.text for one in counted if one.offered)
    if item.marking == "rule":
        right = item.summarise([item.example(right=True)]).counts
        assert {one.key for one in counted if right[one.key]} <= {
            one.key for one in counted if one.right
        }


@every_type
@given(data=st.data())
def test_guessing_earns_a_share_of_the_credit(key: str, data: st.DataObject) -> None:
    assert 0 <= an_item(data, key).guess_score() < 1


@every_other_type
@given(data=st.data())
def test_what_no_rule_marks_has_no_score_and_says_why(key: str, data: st.DataObject) -> None:
    sitting = a_sitting(data, key)
    verdict = sitting.item.explain(sitting.answer).verdict
    assert sitting.item.score(sitting.answer) is None
    assert verdict == {"person": "awaiting", "nobody": "declared"}[sitting.item.marking]


@every_other_type
@given(data=st.data())
def test_i_dont_know_asks_nobody_to_mark_it(key: str, data: st.DataObject) -> None:
    item = an_item(data, key)
    score, verdict = {"person": (0, "unknown"), "nobody": (None, "declared")}[item.marking]
    assert item.score({"dont_know": True}) == score
    assert item.explain({"dont_know": True}).verdict == verdict


@every_other_type
@given(data=st.data())
def test_a_type_without_a_rule_gives_examples_that_can_be_explained(
    key: str, data: st.DataObject
) -> None:
    item = an_item(data, key)
    for right in (True, False):
        assert item.explain(item.example(right)).verdict in {"awaiting", "declared"}
