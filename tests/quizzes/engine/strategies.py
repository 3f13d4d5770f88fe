"""Valid questions of each type and the answers that learners may give: one entry per type."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from hypothesis import strategies as st

from quizzes.engine.protocol import Form
from quizzes.engine.types.choice import Choice


@dataclass(frozen=True)
class Samples:
    """What the suite needs to know of a type.

    A pick is what a learner means, whatever the order on the screen; `post` turns it into the form
    that a browser sends.
    """

    contents: st.SearchStrategy[dict[str, Any]]
    picks: Callable[[Any], st.SearchStrategy[Any]]
    right_pick: Callable[[Any], Any]
    post: Callable[[Any, Sequence[int]], Form]


words = st.text(alphabet="abcdeéÉß <&'\u00a0", min_size=1, max_size=12).filter(str.strip)
html = words.map(lambda text: f"<p>{escape(text)}</p>")


def at_a_glance(text: str) -> str:
    return " ".join(text.casefold().split())


@st.composite
def options(draw: st.DrawFn, most_right: int | None) -> list[dict[str, Any]]:
    texts = draw(st.lists(words, min_size=2, max_size=6, unique_by=at_a_glance))
    keys = [f"key-{number}" for number in draw(st.permutations(range(len(texts))))]
    right = draw(st.sets(st.sampled_from(keys), min_size=1, max_size=most_right))
    return [
        {"key": key, "text": text, "correct": key in right, "feedback": draw(words)}
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


def pick_one(content: Choice) -> st.SearchStrategy[set[int]]:
    return pick_some(content, most=1)


def pick_some(content: Choice, most: int | None = None) -> st.SearchStrategy[set[int]]:
    indexes = st.sampled_from(range(len(content.options)))
    return st.sets(indexes, min_size=1, max_size=most)


def right_options(content: Choice) -> set[int]:
    return {index for index, option in enumerate(content.options) if option.correct}


def post_choice(pick: set[int], order: Sequence[int]) -> Form:
    return {"choice": [str(place) for place, index in enumerate(order) if index in pick]}


SAMPLES = {
    "single": Samples(single_contents, pick_one, right_options, post_choice),
    "multiple": Samples(multiple_contents, pick_some, right_options, post_choice),
    "true_false": Samples(true_false_contents, pick_one, right_options, post_choice),
}
