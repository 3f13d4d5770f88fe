"""Questions whose options are chosen."""

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from quizzes.engine.protocol import Form
from quizzes.engine.types.choice import Choice
from tests.quizzes.engine.samples.common import (
    OTHER_FEEDBACK,
    Samples,
    distinct_words,
    html,
    pictures,
    turn,
    words,
)


@st.composite
def options(draw: st.DrawFn, most_right: int | None) -> list[dict[str, Any]]:
    texts = draw(distinct_words(2, 6))
    keys = [f"key-{number}" for number in draw(st.permutations(range(len(texts))))]
    right = draw(st.sets(st.sampled_from(keys), min_size=1, max_size=most_right))
    shown = draw(st.booleans())
    return [
        {"key": key, "text": text, "correct": key in right, "feedback": draw(words)}
        | ({"picture": draw(pictures)} if shown else {})
        for key, text in zip(keys, texts, strict=True)
    ]


single_contents = st.fixed_dictionaries(
    {"stem": html, "options": options(most_right=1), "explanation": html}
)

multiple_contents = st.fixed_dictionaries(
    {
        "stem": html,
        "options": options(most_right=None),
        "explanation": html,
        "scoring": st.sampled_from(["partial", "all"]),
    }
)

true_false_contents = st.fixed_dictionaries(
    {
        "stem": html,
        "answer": st.booleans(),
        "feedback": st.fixed_dictionaries({"true": words, "false": words}),
        "explanation": html,
    }
)


@st.composite
def declared_contents(draw: st.DrawFn) -> dict[str, Any]:
    told = [without_key(option) for option in draw(options(most_right=1))]
    return {"stem": draw(html), "options": told, "explanation": draw(html)}


def without_key(option: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in option.items() if name != "correct"}


def pick_one(content: Choice) -> st.SearchStrategy[set[int]]:
    return pick_some(content, most=1)


def pick_some(content: Choice, most: int | None = None) -> st.SearchStrategy[set[int]]:
    indexes = st.sampled_from(range(len(content.options)))
    return st.sets(indexes, min_size=1, max_size=most)


def right_options(content: Choice) -> set[int]:
    return {index for index, option in enumerate(content.options) if option.correct}


def post_choice(content: Choice, pick: set[int], order: Sequence[int]) -> Form:
    return {"choice": [str(place) for place, index in enumerate(order) if index in pick]}


def rekey_options(content: dict[str, Any]) -> dict[str, Any]:
    marks = turn([option["correct"] for option in content["options"]])
    options = [
        option | {"correct": correct, "feedback": OTHER_FEEDBACK}
        for option, correct in zip(content["options"], marks, strict=True)
    ]
    return content | {"options": options}


def rekey_declared(content: dict[str, Any]) -> dict[str, Any]:
    return content | {"options": [o | {"feedback": OTHER_FEEDBACK} for o in content["options"]]}


def rekey_true_false(content: dict[str, Any]) -> dict[str, Any]:
    feedback = dict.fromkeys(["true", "false"], OTHER_FEEDBACK)
    return content | {"answer": not content["answer"], "feedback": feedback}


CHOICES = {
    "declared": Samples(
        declared_contents(), pick_one, lambda content: {0}, post_choice, rekey_declared
    ),
    "single": Samples(single_contents, pick_one, right_options, post_choice, rekey_options),
    "multiple": Samples(multiple_contents, pick_some, right_options, post_choice, rekey_options),
    "true_false": Samples(
        true_false_contents, pick_one, right_options, post_choice, rekey_true_false
    ),
}
