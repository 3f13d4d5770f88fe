import pytest

from quizzes.engine.errors import InvalidAnswer, InvalidContent
from quizzes.engine.item import Item

OPTIONS = [
    {"key": "give", "text": "Le donner", "correct": False, "feedback": "Jamais."},
    {"key": "keep", "text": "Le garder", "correct": True, "feedback": "Toujours."},
]
CONTENT = {
    "stem": "Le SMS demande un code. Que faire ?",
    "options": OPTIONS,
    "explanation": "Un code ne se donne pas.",
}


@pytest.fixture
def item() -> Item:
    return Item.parse("single", CONTENT)


def test_the_right_option_scores_one_and_another_nothing(item: Item) -> None:
    assert item.score({"chosen": ["keep"]}) == 1
    assert item.score({"chosen": ["give"]}) == 0


def test_one_option_is_chosen_not_two(item: Item) -> None:
    with pytest.raises(InvalidAnswer):
        item.read((0, 1), {"choice": ["0", "1"]})
    with pytest.raises(InvalidAnswer):
        item.score({"chosen": ["give", "keep"]})


def test_two_right_options_are_refused() -> None:
    options = [option | {"correct": True} for option in OPTIONS]
    with pytest.raises(InvalidContent) as refused:
        Item.parse("single", CONTENT | {"options": options})
    assert [(problem.path, problem.code) for problem in refused.value.problems] == [
        ("options", "several_right_options")
    ]


def test_the_explanation_shows_what_was_chosen(item: Item) -> None:
    explanation = item.explain({"chosen": ["give"]})
    assert explanation.verdict == "wrong"
    assert [(option.text, option.chosen, option.correct) for option in explanation.options] == [
        ("Le donner", True, False),
        ("Le garder", False, True),
    ]


def test_an_option_nobody_chose_is_counted_zero(item: Item) -> None:
    summary = item.summarise([{"chosen": ["keep"]}, {"dont_know": True}, {"chosen": ["keep"]}])
    assert summary.counts == {"give": 0, "keep": 2}
    assert summary.dont_know == 1
