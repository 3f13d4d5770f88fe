from fractions import Fraction
from typing import Any

import pytest

from quizzes.engine.errors import BlankAnswer, InvalidAnswer, InvalidContent
from quizzes.engine.item import Item

CONTENT: dict[str, Any] = {
    "stem": "Quel est le domaine ?",
    "variants": [
        {"key": "whole", "text": "*suivi-colis.example*", "share": 50, "feedback": "Trop."},
        {"key": "right", "text": "suivi-colis.example", "share": 100, "feedback": "Oui."},
        {"key": "brand", "text": "vifargent*", "share": 0, "feedback": "Un préfixe."},
    ],
    "ignore_case": True,
    "ignore_accents": False,
    "feedback": "Relisez.",
    "explanation": "Règle.",
}


def an_item() -> Item:
    return Item.parse("short_text", CONTENT)


def problems(**changes: object) -> list[tuple[str, str]]:
    with pytest.raises(InvalidContent) as refused:
        Item.parse("short_text", CONTENT | changes)
    return [(problem.path, problem.code) for problem in refused.value.problems]


def variants(index: int, **changes: object) -> list[object]:
    members = CONTENT["variants"]
    return [one | changes if at == index else one for at, one in enumerate(members)]


@pytest.mark.parametrize(
    ("text", "share", "feedback"),
    [
        ("suivi-colis.example", 100, "Oui."),
        ("SUIVI-colis.example ", 100, "Oui."),
        ("https://suivi-colis.example/a", 50, "Trop."),
        ("vifargent.suivi-colis.example", 50, "Trop."),
        ("Vifargent", 0, "Un préfixe."),
        ("example", 0, "Relisez."),
        ("suivi-colis-example", 0, "Relisez."),
    ],
)
def test_the_best_variant_that_accepts_a_text_marks_it(
    text: str, share: int, feedback: str
) -> None:
    answer = an_item().read((), {"text": [text]})
    assert an_item().score(answer) == Fraction(share, 100)
    assert an_item().explain(answer).rows[0].feedback == feedback


def test_a_part_of_the_credit_is_told_so() -> None:
    explanation = an_item().explain({"text": "https://suivi-colis.example"})
    assert (explanation.verdict, explanation.rows[0].verdict) == ("partly", "partly")
    assert explanation.rows[0].right == "suivi-colis.example"


def test_answers_are_counted_by_variant() -> None:
    texts = ["suivi-colis.example", "a.suivi-colis.example", "un", "deux"]
    summary = an_item().summarise([{"text": text} for text in texts])
    assert summary.counts == {"text=whole": 1, "text=right": 1, "text=brand": 0, "text=*": 2}


def test_what_was_typed_is_stored_as_it_was() -> None:
    assert an_item().read((), {"text": [" Été  <b> "]}) == {"text": "Été  <b>"}
    with pytest.raises(BlankAnswer):
        an_item().read((), {"text": [" \u00a0"]})


@pytest.mark.parametrize("values", [["a", "a"], ["a\nb"], ["a" * 201], ["\x00"], ["\ud800"]])
def test_what_a_line_of_text_cannot_send_is_refused(values: list[str]) -> None:
    with pytest.raises(InvalidAnswer):
        an_item().read((), {"text": values})


@pytest.mark.parametrize("text", ["", " ", None, 3, ["a"], "a\nb", "a" * 201])
def test_a_stored_text_is_a_line(text: object) -> None:
    with pytest.raises(InvalidAnswer):
        an_item().score({"text": text})


@pytest.mark.parametrize("share", [-1, 101, 50.0, "50", True, None])
def test_a_share_is_a_whole_percentage(share: object) -> None:
    assert ("variants.0.share", "percent_required") in problems(variants=variants(0, share=share))


def test_an_answer_that_can_be_shown_earns_everything() -> None:
    assert problems(variants=variants(1, share=99)) == [("variants", "no_model_answer")]
    assert problems(variants=variants(1, text="*.example")) == [("variants", "no_model_answer")]
    assert problems(variants=[]) == [("variants", "no_model_answer")]


def test_a_variant_is_complete_and_unlike_the_others() -> None:
    assert problems(variants=variants(0, text="**")) == [("variants.0.text", "accepts_anything")]
    assert problems(variants=variants(2, text="SUIVI-colis.example")) == [
        ("variants.2.text", "repeated_text")
    ]
    assert problems(variants=variants(2, key="right")) == [("variants.2.key", "repeated_key")]
    assert problems(variants=variants(2, feedback="")) == [("variants.2.feedback", "text_required")]


@pytest.mark.parametrize("name", ["ignore_case", "ignore_accents"])
def test_the_tolerance_is_chosen(name: str) -> None:
    assert problems(**{name: None}) == [(name, "boolean_required")]


def test_answers_not_foreseen_have_their_feedback() -> None:
    assert problems(feedback=" ") == [("feedback", "text_required")]
