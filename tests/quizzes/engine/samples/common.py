"""What the samples of all types are made of."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from hypothesis import strategies as st

from quizzes.engine.protocol import Form


@dataclass(frozen=True)
class Samples:
    """What the suite needs to know of a type.

    A pick is what a learner means, whatever the order on the screen; `post` turns it into the form
    that a browser sends. `rekey` gives the same question with another key and other feedback.
    `linked` are fields that must agree, so that a fault in one may be told of another.
    """

    contents: st.SearchStrategy[dict[str, Any]]
    picks: Callable[[Any], st.SearchStrategy[Any]]
    right_pick: Callable[[Any], Any]
    post: Callable[[Any, Any, Sequence[int]], Form]
    rekey: Callable[[dict[str, Any]], dict[str, Any]]
    linked: frozenset[str] = frozenset()


words = st.text(alphabet="abcdeéÉß <&'\u00a0", min_size=1, max_size=12).filter(str.strip)
html = words.map(lambda text: f"<p>{escape(text)}</p>")
sizes = st.integers(min_value=1, max_value=800)
pictures = st.fixed_dictionaries(
    {
        "src": st.integers(1000, 9999).map("data:image/webp;base64,{}".format),
        "width": sizes,
        "height": sizes,
        "alt": st.just("") | words,
    }
)
OTHER_FEEDBACK = "Un tout autre retour."


def at_a_glance(text: str) -> str:
    return " ".join(text.casefold().split())


def distinct_words(least: int, most: int) -> st.SearchStrategy[list[str]]:
    return st.lists(words, min_size=least, max_size=most, unique_by=at_a_glance)


def turn(values: Sequence[Any]) -> list[Any]:
    return [*values[1:], *values[:1]]
