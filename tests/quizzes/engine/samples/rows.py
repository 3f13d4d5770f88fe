"""Questions whose rows are each given an option. A pick is option by row, both as indexes."""

from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import strategies as st

from quizzes.engine.protocol import Form
from quizzes.engine.types.rows import Rows
from tests.quizzes.engine.samples.common import (
    OTHER_FEEDBACK,
    Samples,
    distinct_words,
    html,
    turn,
    words,
)


def keyed(texts: Sequence[str], prefix: str) -> list[dict[str, Any]]:
    return [{"key": f"{prefix}{index}", "text": text} for index, text in enumerate(texts)]


@st.composite
def items(draw: st.DrawFn, least: int) -> list[dict[str, Any]]:
    texts = draw(distinct_words(least, 6))
    return [item | {"feedback": draw(words)} for item in keyed(texts, "item-")]


ordering_contents = st.fixed_dictionaries({"stem": html, "items": items(3), "explanation": html})


@st.composite
def matching_contents(draw: st.DrawFn) -> dict[str, Any]:
    rows = draw(items(2))
    texts = draw(distinct_words(len(rows), len(rows) + 2))
    pairs = [row | {"match": text} for row, text in zip(rows, texts, strict=False)]
    return {
        "stem": draw(html),
        "pairs": pairs,
        "decoys": keyed(texts[len(rows) :], "decoy-"),
        "explanation": draw(html),
    }


@st.composite
def categorise_contents(draw: st.DrawFn) -> dict[str, Any]:
    groups = keyed(draw(distinct_words(2, 4)), "group-")
    keys = st.sampled_from([group["key"] for group in groups])
    return {
        "stem": draw(html),
        "groups": groups,
        "items": [item | {"group": draw(keys)} for item in draw(items(2))],
        "explanation": draw(html),
    }


def pick_rows(content: Rows) -> st.SearchStrategy[dict[int, int]]:
    rows, options = range(len(content.rows)), range(len(content.options))
    return st.dictionaries(st.sampled_from(rows), st.sampled_from(options), min_size=1)


def right_rows(content: Rows) -> dict[int, int]:
    keys = [option.key for option in content.options]
    return {index: keys.index(row.right) for index, row in enumerate(content.rows)}


def post_rows(content: Rows, pick: Mapping[int, int], order: Sequence[int]) -> Form:
    return {f"row-{place}": [str(pick.get(index, ""))] for place, index in enumerate(order)}


def rekey_ordering(content: dict[str, Any]) -> dict[str, Any]:
    items = [item | {"feedback": OTHER_FEEDBACK} for item in turn(content["items"])]
    return content | {"items": items}


def rekey_matching(content: dict[str, Any]) -> dict[str, Any]:
    pairs, decoys = content["pairs"], content["decoys"]
    texts = turn([pair["match"] for pair in pairs] + [decoy["text"] for decoy in decoys])
    return content | {
        "pairs": [
            pair | {"match": text, "feedback": OTHER_FEEDBACK}
            for pair, text in zip(pairs, texts, strict=False)
        ],
        "decoys": keyed(texts[len(pairs) :], "decoy-"),
    }


def rekey_categorise(content: dict[str, Any]) -> dict[str, Any]:
    keys = [group["key"] for group in content["groups"]]
    after = dict(zip(keys, turn(keys), strict=True))
    items = [
        item | {"group": after[item["group"]], "feedback": OTHER_FEEDBACK}
        for item in content["items"]
    ]
    return content | {"items": items}


ROWS = {
    "ordering": Samples(ordering_contents, pick_rows, right_rows, post_rows, rekey_ordering),
    "matching": Samples(
        matching_contents(),
        pick_rows,
        right_rows,
        post_rows,
        rekey_matching,
        linked=frozenset({"pairs", "decoys"}),
    ),
    "categorise": Samples(
        categorise_contents(),
        pick_rows,
        right_rows,
        post_rows,
        rekey_categorise,
        linked=frozenset({"groups", "items"}),
    ),
}
