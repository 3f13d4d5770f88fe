"""Answers by thirds, and what they advise an author to look at."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.engine.analysis import Analysis, analyse, thirds
from quizzes.engine.health import Finding, findings, rounded, severity
from quizzes.engine.item import Item
from quizzes.engine.statistics import ItemStatistics
from tests.quizzes.engine.types.test_inspect import CONTENT as INSPECT
from tests.quizzes.engine.types.test_open_answer import CONTENT as OPEN_ANSWER


def an_item() -> Item:
    options = [
        {"key": key, "text": f"Option {key}", "correct": key == "a", "feedback": "Parce que."}
        for key in "abc"
    ]
    return Item.parse("single", {"stem": "Que faire ?", "options": options, "explanation": "Règle"})


def answered(lower: str, middle: str, upper: str) -> Analysis:
    """Answers of three thirds, a letter each: an option, ? for "I don't know", . for a blank."""
    given = []
    for rest, letters in enumerate([lower, middle, upper]):
        for letter in letters:
            known = {"chosen": [letter]} if letter in "abc" else {"dont_know": True}
            given.append((None if letter == "." else known, float(rest)))
    return analyse(an_item(), given)


def health(
    analysis: Analysis, facility: float = 0.6, discrimination: float | None = 40.0, n: int = 30
) -> list[tuple[str, int, str]]:
    figures = ItemStatistics(n, facility, 0.5, 20.0, 20.0, discrimination, 50.0)
    item = an_item()
    return [
        (finding.code, finding.percent, finding.key)
        for finding in findings(figures, analysis, item.counted(), item.guess_score())
    ]


FINE = answered("aabbbbcccc", "aaaaabbbcc", "aaaaaaaabc")


def test_answers_are_counted_by_thirds() -> None:
    analysis = answered("ab?", "bb.", "aac")
    assert analysis.sizes == (3, 3, 3)
    assert analysis.counts == {"a": (1, 0, 2), "b": (1, 2, 0), "c": (0, 0, 1)}
    assert (analysis.dont_know, analysis.blank) == ((1, 0, 0), (0, 1, 0))


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([1, 2, 3, 4, 5, 6], [0, 0, 1, 1, 2, 2]),
        ([5, 5, 5], [1, 1, 1]),
        ([3, 1, 1, 1, 1, 1], [2, 1, 1, 1, 1, 1]),
        ([0], [1]),
        ([], []),
    ],
)
def test_equals_are_never_parted(values: list[float], expected: list[int]) -> None:
    assert thirds(values) == expected


@given(values=st.lists(st.integers(0, 5), max_size=40))
def test_a_third_follows_the_values(values: list[float]) -> None:
    pairs = sorted(zip(values, thirds(values), strict=True))
    assert [third for _, third in pairs] == sorted(third for _, third in pairs)
    assert all(0 <= third <= 2 for _, third in pairs)
    assert len(set(pairs)) == len(set(values))


def test_a_good_question_has_nothing_to_look_at() -> None:
    assert health(FINE) == []


def test_under_thirty_attempts_nothing_is_said() -> None:
    assert health(FINE, facility=1.0, discrimination=-50.0, n=29) == []
    assert health(FINE, facility=1.0, discrimination=None, n=30) == [("too_easy", 100, "")]


def test_the_key_is_in_doubt_when_the_best_prefer_a_wrong_option() -> None:
    assert health(answered("aaaaaaabbc", "aaaaabbbbc", "aabbbbbbbc")) == [
        ("key_contested", 70, "b")
    ]


def test_a_few_of_the_best_do_not_question_the_key() -> None:
    assert health(answered("aaaaaaabbc", "aaaaabbbbc", "aabbb?????")) == []


def test_the_key_is_in_doubt_when_those_who_know_the_rest_fail() -> None:
    assert health(FINE, discrimination=-5.0) == [("best_fail", 0, "")]
    assert health(FINE, discrimination=5.0) == [("weak", 0, "")]
    assert health(FINE, discrimination=20.0) == []


@pytest.mark.parametrize(
    ("facility", "code", "percent"),
    [(0.95, "too_easy", 95), (0.38, "by_chance", 38), (0.2, "by_chance", 20)],
)
def test_difficulty_is_told_with_its_percentage(facility: float, code: str, percent: int) -> None:
    assert health(FINE, facility=facility) == [(code, percent, "")]


def test_an_easy_question_is_not_blamed_for_telling_nobody_apart() -> None:
    assert health(FINE, facility=0.97, discrimination=-2.0) == [("too_easy", 97, "")]


def test_a_wrong_option_that_nobody_chooses_is_named() -> None:
    assert health(answered("aabbbbbbbb", "aaaaabbbbb", "aaaaaaaabb")) == [("unused", 0, "c")]


def all_right(item: Item) -> list[tuple[str, str]]:
    """Return what is found where thirty people all give the right answer."""
    analysis = analyse(item, [(item.example(right=True), 1.0)] * 30)
    figures = ItemStatistics(30, 0.6, 0.5, 20.0, 20.0, 40.0, 50.0)
    found = findings(figures, analysis, item.counted(), item.guess_score())
    return [(finding.code, finding.key) for finding in found]


def test_nobody_is_asked_for_a_likelier_mistake_than_the_words_of_the_site() -> None:
    feedback = {"true": "Non.", "false": "Oui."}
    content = {"stem": "Un piège ?", "answer": False, "feedback": feedback, "explanation": "Règle"}
    assert all_right(Item.parse("true_false", content)) == []
    assert all_right(Item.parse("inspect", INSPECT)) == [("unused", "name"), ("unused", "parcel")]


def test_what_a_person_marks_has_no_key_to_check() -> None:
    assert all_right(Item.parse("open_answer", OPEN_ANSWER)) == []


def test_many_who_do_not_know_are_told() -> None:
    assert health(answered("aabbccc???", "aaaabc????", "aaaaabb?bc")) == []
    assert health(answered("aabb??????", "aaaabc????", "aaaaaabbbc")) == [
        ("many_dont_know", 33, "")
    ]


def test_without_enough_answers_left_only_marks_speak() -> None:
    """Answers are emptied after a time, or when their author asks; their marks stay."""
    assert health(answered("b", "b", "bb"), facility=0.2, discrimination=-5.0) == [
        ("best_fail", 0, ""),
        ("by_chance", 20, ""),
    ]


def test_the_gravest_comes_first_and_gives_its_severity() -> None:
    found = findings(
        ItemStatistics(30, 0.6, 0.5, 20.0, 20.0, -5.0, 50.0),
        answered("aabbbbbbbb", "aaaaabbbbb", "aaaaaaaabb"),
        an_item().counted(),
        an_item().guess_score(),
    )
    assert [finding.code for finding in found] == ["best_fail", "unused"]
    assert severity(found) == 3
    assert severity(()) == 0
    assert isinstance(found[0], Finding)


def test_a_percentage_says_all_or_nothing_only_when_it_is() -> None:
    assert [rounded(share) for share in (0, 0.001, 0.949, 0.999, 1)] == [0, 1, 95, 99, 100]
