"""Questions whose answer is written: a pick is what is typed, by gap where there are gaps."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from quizzes.engine.protocol import Form
from quizzes.engine.types.gaps import Gap, GapText
from quizzes.engine.types.numerical import Number
from quizzes.engine.types.open_answer import MOST_POINTS, OpenQuestion
from quizzes.engine.types.short_text import ShortAnswer
from tests.quizzes.engine.samples.common import (
    OTHER_FEEDBACK,
    Samples,
    distinct_words,
    html,
    words,
)

patterns = st.tuples(words, words).map("*".join)
tolerances = {"ignore_case": st.booleans(), "ignore_accents": st.booleans()}


@st.composite
def variants(draw: st.DrawFn) -> list[dict[str, Any]]:
    texts = [*draw(distinct_words(1, 4)), *draw(st.lists(patterns, max_size=1))]
    shares = [100, *(draw(st.integers(0, 100)) for _ in texts[1:])]
    found = [
        {"key": f"key-{index}", "text": text, "share": share, "feedback": draw(words)}
        for index, (text, share) in enumerate(zip(texts, shares, strict=True))
    ]
    return draw(st.permutations(found))


short_text_contents = st.fixed_dictionaries(
    {"stem": html, "variants": variants(), "feedback": words, "explanation": html, **tolerances}
)


def type_text(content: ShortAnswer) -> st.SearchStrategy[str]:
    return words | st.sampled_from([variant.text for variant in content.variants])


def post_text(content: ShortAnswer, pick: str, order: Sequence[int]) -> Form:
    return {"text": [pick]}


def rekey_short_text(content: dict[str, Any]) -> dict[str, Any]:
    variant = {"key": "k", "text": "tout autre", "share": 100, "feedback": OTHER_FEEDBACK}
    return content | {
        "variants": [variant],
        "feedback": OTHER_FEEDBACK,
        "ignore_case": not content["ignore_case"],
    }


tenths = st.integers(-9999, 9999).map(lambda number: f"{number / 10:.1f}")


@st.composite
def numerical_contents(draw: st.DrawFn) -> dict[str, Any]:
    low, value, high = sorted(draw(st.lists(tenths, min_size=3, max_size=3)), key=Fraction)
    bounds = draw(st.sampled_from([{"tolerance": "0.5"}, {"low": low, "high": high}]))
    return {
        "stem": draw(html),
        "value": value,
        "unit": draw(st.sampled_from(["", "€", "mois", "caractères"])),
        "feedback": {"right": draw(words), "wrong": draw(words)},
        "explanation": draw(html),
        **bounds,
    }


def type_number(content: Number) -> st.SearchStrategy[str]:
    decimal_commas = tenths.map(lambda text: text.replace(".", ","))
    return tenths | decimal_commas | decimal_commas.map(lambda text: f"{text} {content.unit}")


def post_number(content: Number, pick: str, order: Sequence[int]) -> Form:
    return {"number": [pick]}


def rekey_numerical(content: dict[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in content.items() if name not in ("low", "high")}
    feedback = {"right": OTHER_FEEDBACK, "wrong": OTHER_FEEDBACK}
    return kept | {"value": "7", "tolerance": "0", "feedback": feedback}


@st.composite
def gaps(draw: st.DrawFn, key: str) -> dict[str, Any]:
    texts = draw(distinct_words(2, 4))
    chosen = draw(st.booleans())
    return {
        "key": key,
        "accepted": texts[:1] if chosen else texts,
        "decoys": texts[1:] if chosen else [],
        "feedback": draw(words),
    }


@st.composite
def gap_fill_contents(draw: st.DrawFn) -> dict[str, Any]:
    size = draw(st.integers(1, 4))
    marks = [f"[{number}]" for number in draw(st.permutations(range(1, size + 1)))]
    return {
        "stem": draw(html),
        "text": draw(st.sampled_from([" puis ", ".\n\nEnsuite ", ""])).join(marks),
        "gaps": [draw(gaps(f"gap-{number}")) for number in range(size)],
        "explanation": draw(html),
        **{name: draw(choice) for name, choice in tolerances.items()},
    }


def fill(gap: Gap) -> st.SearchStrategy[str]:
    return st.sampled_from(gap.offered) if gap.decoys else words | st.sampled_from(gap.accepted)


@st.composite
def fill_gaps(draw: st.DrawFn, content: GapText) -> dict[str, str]:
    keys = [gap.key for gap in content.gaps]
    filled = draw(st.sets(st.sampled_from(keys), min_size=1))
    return {gap.key: draw(fill(gap)) for gap in content.gaps if gap.key in filled}


def right_gaps(content: GapText) -> dict[str, str]:
    return {gap.key: gap.right for gap in content.gaps}


def post_gaps(content: GapText, pick: Mapping[str, str], order: Sequence[int]) -> Form:
    return {
        f"gap-{number}": [post_gap(gap, pick.get(gap.key, ""))]
        for number, gap in enumerate(content.gaps, start=1)
    }


def post_gap(gap: Gap, text: str) -> str:
    return str(gap.offered.index(text)) if gap.decoys and text else text


def rekey_gap(gap: dict[str, Any]) -> dict[str, Any]:
    other = gap | {"accepted": ["tout autre"], "feedback": OTHER_FEEDBACK}
    if gap["decoys"]:
        accepted, *decoys = [*gap["decoys"], *gap["accepted"]]
        other |= {"accepted": [accepted], "decoys": decoys}
    return other


def rekey_gap_fill(content: dict[str, Any]) -> dict[str, Any]:
    return content | {"gaps": [rekey_gap(gap) for gap in content["gaps"]]}


@st.composite
def open_answer_contents(draw: st.DrawFn) -> dict[str, Any]:
    points = st.integers(1, MOST_POINTS)
    criteria = [
        {"key": f"key-{number}", "text": text, "points": draw(points)}
        for number, text in enumerate(draw(distinct_words(1, 4)))
    ]
    return {"stem": draw(html), "criteria": criteria, "explanation": draw(html)}


def write_prose(content: OpenQuestion) -> st.SearchStrategy[str]:
    return st.lists(words, min_size=1, max_size=3).map("\r\n\r\n".join)


def post_prose(content: OpenQuestion, pick: str, order: Sequence[int]) -> Form:
    return {"text": [pick]}


def rekey_open_answer(content: dict[str, Any]) -> dict[str, Any]:
    return content | {"criteria": [{"key": "other", "text": OTHER_FEEDBACK, "points": 3}]}


WRITTEN = {
    "open_answer": Samples(
        open_answer_contents(), write_prose, lambda content: "…", post_prose, rekey_open_answer
    ),
    "short_text": Samples(
        short_text_contents, type_text, lambda content: content.right, post_text, rekey_short_text
    ),
    "numerical": Samples(
        numerical_contents(),
        type_number,
        lambda content: content.right,
        post_number,
        rekey_numerical,
        linked=frozenset({"value", "low", "high", "tolerance"}),
    ),
    "gap_fill": Samples(
        gap_fill_contents(),
        fill_gaps,
        right_gaps,
        post_gaps,
        rekey_gap_fill,
        linked=frozenset({"text", "gaps"}),
    ),
}
