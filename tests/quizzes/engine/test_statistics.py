"""Statistics beside figures worked out by hand, and what holds of any of them.

The worked quiz: three questions, five learners. Totals are 3, 2, 2, 1, 0, their mean 8/5.

    first   1 1 1 0 0   facility 3/5, variance 3/10, rest 2 1 1 1 0, C(x, rest) = 1/4
    second  1 1 0 1 0   the same marks elsewhere: rest 2 1 2 0 0, C(x, rest) = 0
    third   1 0 1 0 0   facility 2/5, variance 3/10, rest 2 2 1 1 0, C(x, rest) = 3/20
"""

from collections.abc import Sequence
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.engine.statistics import (
    Mark,
    Sitting,
    effective_weights,
    item_statistics,
    kurtosis,
    quiz_statistics,
    skewness,
)

WORKED = ["111", "110", "101", "010", "000"]


def sat(*rows: str) -> list[Sitting]:
    """Attempts at a quiz of fixed questions: 1 is right, a dot a question not asked."""
    return [
        [Mark(place, place, float(mark)) for place, mark in enumerate(row) if mark != "."]
        for row in rows
    ]


def test_the_figures_of_a_question() -> None:
    first, second, third = item_statistics(sat(*WORKED)).values()
    assert [one.facility for one in (first, second, third)] == pytest.approx([0.6, 0.6, 0.4])
    assert first.deviation == pytest.approx(sqrt(0.3))
    assert first.intended_weight == pytest.approx(100 / 3)
    assert first.discrimination == pytest.approx(100 * 0.25 / sqrt(0.3 * 0.5))
    assert second.discrimination == pytest.approx(0)
    assert third.discrimination == pytest.approx(100 * 0.15 / sqrt(0.3 * 0.7))


def test_efficiency_is_beside_the_best_that_these_marks_allow() -> None:
    """The first covaries as much as it can; the third, sorted, would by 2/5 rather than 3/20."""
    first, _, third = item_statistics(sat(*WORKED)).values()
    assert first.efficiency == pytest.approx(100)
    assert third.efficiency == pytest.approx(100 * 0.15 / 0.4)


def test_effective_weights_follow_the_covariance_with_the_total() -> None:
    """With the totals the three covary by 11/20, 3/10 and 9/20."""
    roots = [sqrt(0.55), sqrt(0.3), sqrt(0.45)]
    expected = [100 * root / sum(roots) for root in roots]
    assert list(effective_weights(sat(*WORKED)).values()) == pytest.approx(expected)


def test_the_figures_of_a_quiz() -> None:
    """Totals vary by 13/10, their questions by 9/10: alpha is 3/2 × (1 - 9/13) = 6/13."""
    quiz = quiz_statistics(sat(*WORKED))
    assert quiz is not None
    assert (quiz.attempts, quiz.mean, quiz.median) == (
        5,
        pytest.approx(100 * 8 / 15),
        pytest.approx(200 / 3),
    )
    assert quiz.deviation == pytest.approx(100 * sqrt(1.3) / 3)
    assert quiz.consistency == pytest.approx(600 / 13)
    assert quiz.error_ratio == pytest.approx(100 * sqrt(7 / 13))
    assert quiz.standard_error == pytest.approx(100 * sqrt(0.7) / 3)


def test_skewness_and_kurtosis_are_those_of_the_unbiased_estimators() -> None:
    """0 0 0 4: mean 1, m2 = 3, m3 = 6, m4 = 21; k2 = 4, k3 = 16, k4 = 64."""
    assert skewness([0, 0, 0, 4]) == pytest.approx(16 / 4**1.5)
    assert kurtosis([0, 0, 0, 4]) == pytest.approx(64 / 16)


def test_nothing_is_said_where_nothing_is_defined() -> None:
    assert quiz_statistics([]) is None
    alone = quiz_statistics(sat("110"))
    assert alone is not None
    assert (alone.deviation, alone.skewness, alone.kurtosis, alone.consistency) == (None,) * 4
    equal = item_statistics(sat("11", "11", "11"))
    assert (equal[0].discrimination, equal[0].efficiency, equal[0].effective_weight) == (
        None,
        None,
        None,
    )


def test_a_question_against_the_others_has_no_effective_weight() -> None:
    weights = effective_weights(sat("1110", "1110", "0001", "0001"))
    assert weights[3] is None
    assert sum(weights[place] or 0 for place in range(3)) == pytest.approx(100)


def test_a_drawn_question_is_compared_in_the_attempts_that_asked_it() -> None:
    drawn = item_statistics(sat("111.", "110.", "10.1", "01.0", "00.0"))
    assert (drawn[2].attempts, drawn[2].facility) == (2, 0.5)
    assert (drawn[3].attempts, drawn[3].facility) == (3, pytest.approx(1 / 3))
    alone = item_statistics(sat("101", "010", "000"))
    assert drawn[3].discrimination == pytest.approx(alone[2].discrimination)
    assert sum(one.intended_weight for one in drawn.values()) == pytest.approx(100)


def test_questions_drawn_together_stand_for_each_other() -> None:
    """Which of two like questions was drawn changes nothing to the consistency of a quiz."""
    marks = [(1, 1), (1, 0), (0, 1), (0, 0), (1, 1), (0, 0)]
    same = [[Mark("a", 0, a), Mark("b", 1, b)] for a, b in marks]
    drawn = [[Mark(f"a{turn % 2}", 0, a), Mark("b", 1, b)] for turn, (a, b) in enumerate(marks)]
    one, other = quiz_statistics(same), quiz_statistics(drawn)
    assert one is not None
    assert other is not None
    assert one.consistency == other.consistency is not None


sittings = st.integers(2, 5).flatmap(
    lambda size: st.lists(
        st.lists(st.sampled_from([0.0, 1 / 3, 0.5, 1.0]), min_size=size, max_size=size),
        min_size=3,
        max_size=25,
    )
)


def marked(rows: Sequence[Sequence[float]], times: float = 1.0) -> list[Sitting]:
    return [
        [Mark(place, place, times * mark, times) for place, mark in enumerate(row)] for row in rows
    ]


@given(rows=sittings)
def test_figures_stay_within_what_they_can_say(rows: list[list[float]]) -> None:
    for item in item_statistics(marked(rows)).values():
        assert 0 <= item.facility <= 1
        assert item.discrimination is None or -100.001 <= item.discrimination <= 100.001
        assert item.efficiency is None or item.efficiency <= 100.001
        assert item.effective_weight is None or 0 <= item.effective_weight <= 100.001


@given(rows=sittings)
def test_weights_share_out_the_whole(rows: list[list[float]]) -> None:
    items = item_statistics(marked(rows)).values()
    effective = [item.effective_weight for item in items if item.effective_weight is not None]
    assert sum(item.intended_weight for item in items) == pytest.approx(100)
    assert not effective or sum(effective) == pytest.approx(100)


@given(rows=sittings, data=st.data())
def test_nothing_depends_on_the_order_of_attempts(
    rows: list[list[float]], data: st.DataObject
) -> None:
    shuffled = marked(data.draw(st.permutations(rows)))
    for one, other in zip(
        item_statistics(marked(rows)).values(), item_statistics(shuffled).values(), strict=True
    ):
        assert one.facility == pytest.approx(other.facility)
        assert one.discrimination == pytest.approx(other.discrimination)


@given(rows=sittings)
def test_points_change_no_figure_when_all_questions_have_the_same(rows: list[list[float]]) -> None:
    for one, other in zip(
        item_statistics(marked(rows)).values(),
        item_statistics(marked(rows, times=4.0)).values(),
        strict=True,
    ):
        assert one.facility == pytest.approx(other.facility)
        assert one.deviation == pytest.approx(other.deviation)
        assert one.discrimination == pytest.approx(other.discrimination)
        assert one.efficiency == pytest.approx(other.efficiency)
