from decimal import Decimal

import pytest

from courses.learning.rules import band_for, is_earned, points_short


@pytest.mark.parametrize(
    ("lessons", "done", "passed", "earned"),
    [
        ([1, 2], [1, 2], True, True),
        ([1, 2], [2, 1, 9], True, True),
        ([1, 2], [1], True, False),
        ([1, 2], [1, 2], False, False),
        ([1, 2], [], True, False),
        ([], [], True, False),
    ],
)
def test_a_module_is_earned_by_every_lesson_and_a_pass(lessons, done, passed, earned):
    assert is_earned(lessons, done, passed) is earned


@pytest.mark.parametrize(
    ("score", "out_of", "pass_mark", "short"),
    [
        ("6", 8, 80, 1),
        ("3", 5, 80, 1),
        ("0", 5, 80, 4),
        ("4", 5, 80, 0),
        ("5.5", 8, 80, 1),
        ("2.66666", 3, 100, 1),
        ("0", 3, 0, 0),
    ],
)
def test_so_many_right_answers_would_have_been_enough(score, out_of, pass_mark, short):
    assert points_short(Decimal(score), out_of, pass_mark) == short


BANDS = [{"from_percent": 0, "text": "Commencez."}, {"from_percent": 80, "text": "Bravo."}]


@pytest.mark.parametrize(
    ("percent", "text"),
    [("0", "Commencez."), ("79.99", "Commencez."), ("80", "Bravo."), ("100", "Bravo.")],
)
def test_a_result_is_told_the_words_of_its_band(percent, text):
    assert band_for(Decimal(percent), BANDS) == text
    assert band_for(Decimal(percent), BANDS[::-1]) == text


def test_below_every_band_nothing_is_told():
    assert band_for(Decimal("79.99"), BANDS[1:]) == ""
    assert band_for(Decimal(100), []) == ""
