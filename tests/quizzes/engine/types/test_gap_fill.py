from fractions import Fraction
from typing import Any

import pytest

from quizzes.engine.errors import BlankAnswer, InvalidAnswer, InvalidContent
from quizzes.engine.item import Item

CONTENT: dict[str, Any] = {
    "stem": "Complétez.",
    "text": "Transférez le SMS au [1].\n\nPuis [2] le message.",
    "gaps": [
        {"key": "n", "accepted": ["33700"], "decoys": ["17", "15"], "feedback": "Gratuit."},
        {"key": "v", "accepted": ["effacez", "supprim*"], "decoys": [], "feedback": "Adieu."},
    ],
    "ignore_case": True,
    "ignore_accents": True,
    "explanation": "Règle.",
}


def an_item() -> Item:
    return Item.parse("gap_fill", CONTENT)


def problems(**changes: object) -> list[tuple[str, str]]:
    with pytest.raises(InvalidContent) as refused:
        Item.parse("gap_fill", CONTENT | changes)
    return [(problem.path, problem.code) for problem in refused.value.problems]


def gaps(index: int, **changes: object) -> list[object]:
    return [gap | changes if at == index else gap for at, gap in enumerate(CONTENT["gaps"])]


@pytest.mark.parametrize(
    ("filled", "score"),
    [
        ({"n": "33700", "v": "effacez"}, Fraction(1)),
        ({"n": "33700", "v": "Supprimez"}, Fraction(1)),
        ({"n": "17", "v": "effacez"}, Fraction(1, 2)),
        ({"v": "EFFACEZ"}, Fraction(1, 2)),
        ({"n": "15", "v": "gardez"}, Fraction(0)),
    ],
)
def test_each_gap_right_counts_the_same(filled: dict[str, str], score: Fraction) -> None:
    assert an_item().score({"gaps": filled}) == score


def test_the_text_is_cut_at_its_gaps() -> None:
    paragraphs: Any = an_item().shown(())["paragraphs"]
    first, second = paragraphs
    assert [run.text for run in first + second] == [
        "Transférez le SMS au ",
        ".",
        "Puis ",
        " le message.",
    ]
    assert [(run.gap.field, run.gap.text) for run in first + second if run.gap] == [
        ("gap-1", "1"),
        ("gap-2", "2"),
    ]


def test_a_gap_with_decoys_is_a_list_in_alphabetical_order_and_another_is_written() -> None:
    paragraphs: Any = an_item().shown(())["paragraphs"]
    offered = [[o.text for o in run.gap.options] for runs in paragraphs for run in runs if run.gap]
    assert offered == [["15", "17", "33700"], []]


def test_a_form_is_read_gap_by_gap() -> None:
    assert an_item().read((), {"gap-1": ["2"], "gap-2": [" efface "]}) == {
        "gaps": {"n": "33700", "v": "efface"}
    }
    assert an_item().read((), {"gap-1": [""], "gap-2": ["x"]}) == {"gaps": {"v": "x"}}
    with pytest.raises(BlankAnswer):
        an_item().read((), {"gap-1": [""], "gap-2": [" "]})


@pytest.mark.parametrize(
    "form",
    [
        {"gap-1": ["3"]},
        {"gap-1": ["33700"]},
        {"gap-1": ["0", "1"]},
        {"gap-0": ["0"]},
        {"gap-3": ["0"]},
        {"gap-2": ["a", "b"]},
        {"gap-2": ["a\nb"]},
    ],
)
def test_what_the_form_cannot_send_is_refused(form: dict[str, list[str]]) -> None:
    with pytest.raises(InvalidAnswer):
        an_item().read((), form)


@pytest.mark.parametrize(
    "stored", [{}, {"?": "x"}, {"n": "18"}, {"n": 33700}, {"v": " "}, {"v": None}, [], "x"]
)
def test_a_stored_answer_fits_its_gaps(stored: object) -> None:
    with pytest.raises(InvalidAnswer):
        an_item().score({"gaps": stored})


def test_the_explanation_goes_gap_by_gap() -> None:
    rows = an_item().explain({"gaps": {"n": "17"}}).rows
    assert [(row.text, row.answered, row.right, row.verdict) for row in rows] == [
        ("1", "17", "33700", "wrong"),
        ("2", "", "effacez", "wrong"),
    ]


def test_written_words_are_counted_by_the_answer_that_accepts_them() -> None:
    answers = [{"gaps": {"n": "17", "v": "supprime"}}, {"gaps": {"v": "garde"}}]
    assert an_item().summarise(answers).counts == {
        "n=15": 0,
        "n=17": 1,
        "n=33700": 0,
        "v=effacez": 0,
        "v=supprim*": 1,
        "v=*": 1,
    }


@pytest.mark.parametrize("text", ["[1] seul", "[1] [2] [2]", "[1] [2] [3]", "[1] [02]", "rien"])
def test_the_text_holds_each_mark_once(text: str) -> None:
    assert problems(text=text) == [("text", "gap_marks")]


def test_gaps_may_stand_in_any_order_in_the_text() -> None:
    assert Item.parse("gap_fill", CONTENT | {"text": "[2] puis [1]"})


def test_a_gap_is_complete() -> None:
    assert problems(gaps=gaps(1, feedback="")) == [("gaps.1.feedback", "text_required")]
    assert problems(gaps=gaps(1, key="n")) == [("gaps.1.key", "repeated_key")]
    assert problems(gaps=gaps(1, accepted=[])) == [("gaps.1.accepted", "no_model_answer")]
    assert problems(gaps=gaps(1, accepted=["a", ""])) == [("gaps.1.accepted.1", "text_required")]
    assert problems(gaps=gaps(1, accepted=["a", "*"])) == [
        ("gaps.1.accepted.1", "accepts_anything")
    ]
    assert ("gaps", "too_few") in problems(gaps=[])


def test_a_list_has_one_right_answer_said_once() -> None:
    assert problems(gaps=gaps(0, accepted=["33700", "17 Cyber"])) == [
        ("gaps.0.accepted", "several_right_options")
    ]
    assert problems(gaps=gaps(0, decoys=["17", " 33700"])) == [("gaps.0.decoys.1", "repeated_text")]
