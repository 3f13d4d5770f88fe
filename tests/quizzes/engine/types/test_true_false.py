import pytest

from quizzes.engine.errors import InvalidAnswer, InvalidContent
from quizzes.engine.item import Item

CONTENT = {
    "stem": "Un cadenas prouve que le site est honnête.",
    "answer": False,
    "feedback": {"true": "Il ne prouve que le chiffrement.", "false": "Exact."},
    "explanation": "Un site piégé a aussi un cadenas.",
}


def problems(**changes: object) -> list[tuple[str, str]]:
    with pytest.raises(InvalidContent) as refused:
        Item.parse("true_false", CONTENT | changes)
    return [(problem.path, problem.code) for problem in refused.value.problems]


@pytest.mark.parametrize("answer", [True, False])
def test_the_answer_of_the_question_is_the_right_one(answer: bool) -> None:
    item = Item.parse("true_false", CONTENT | {"answer": answer})
    assert item.score({"chosen": ["true"]}) == answer
    assert item.score({"chosen": ["false"]}) == (not answer)


def test_true_comes_first_always() -> None:
    item = Item.parse("true_false", CONTENT)
    assert {item.order(seed, shuffle=True) for seed in range(50)} == {(0, 1)}
    assert item.read((0, 1), {"choice": ["0"]}) == {"chosen": ["true"]}


def test_both_cannot_be_chosen() -> None:
    item = Item.parse("true_false", CONTENT)
    with pytest.raises(InvalidAnswer):
        item.read((0, 1), {"choice": ["0", "1"]})


def test_each_option_has_its_own_feedback() -> None:
    wrong, right = Item.parse("true_false", CONTENT).explain({"chosen": ["true"]}).options
    assert (wrong.key, wrong.chosen, wrong.correct) == ("true", True, False)
    assert wrong.feedback == "Il ne prouve que le chiffrement."
    assert (right.key, right.chosen, right.correct) == ("false", False, True)
    assert right.feedback == "Exact."


@pytest.mark.parametrize("answer", [None, 0, "false", "true"])
def test_the_answer_is_a_boolean(answer: object) -> None:
    assert problems(answer=answer) == [("answer", "boolean_required")]


def test_both_feedbacks_are_required() -> None:
    assert problems(feedback={"true": "Non.", "false": " "}) == [
        ("feedback.false", "text_required")
    ]
    assert problems(feedback="Non.") == [
        ("feedback.true", "text_required"),
        ("feedback.false", "text_required"),
    ]
