from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearning.lib.rounding import half_up
from quizzes.engine.grading import Grade, ObjectiveResult, Outcome, by_objective, grade, overall

scores = st.lists(st.fractions(0, 1, max_denominator=12), min_size=1, max_size=40)


def test_a_grade_sums_scores_out_of_what_was_drawn() -> None:
    assert grade([Fraction(1), Fraction(1, 2), Fraction(0)], out_of=4, pass_mark=80) == Grade(
        score=Fraction(3, 2), out_of=Fraction(4), percent=Decimal("37.50"), passed=False
    )


@pytest.mark.parametrize(("right", "passed"), [(7, False), (8, True), (10, True)])
def test_the_pass_mark_itself_passes(right: int, passed: bool) -> None:
    assert grade([Fraction(1)] * right, out_of=10, pass_mark=80).passed is passed


def test_practice_has_nothing_to_pass() -> None:
    assert grade([Fraction(1)], out_of=1, pass_mark=None).passed is None


def test_a_pass_mark_of_zero_lets_everybody_pass() -> None:
    assert grade([], out_of=3, pass_mark=0).passed is True


def test_where_nothing_that_was_drawn_counts_having_answered_is_enough() -> None:
    assert grade([], out_of=0, pass_mark=1).passed is True


def test_thirds_stored_with_five_places_pass_at_the_edge() -> None:
    assert grade([Decimal("0.33333")] * 3, out_of=2, pass_mark=50).passed is True


@given(scores, st.integers(0, 100))
def test_storing_scores_changes_no_verdict(scores: list[Fraction], pass_mark: int) -> None:
    exact = sum(scores, Fraction(0)) * 100 >= pass_mark * len(scores)
    stored = grade([half_up(score, places=5) for score in scores], len(scores), pass_mark)
    assert stored.passed or not exact


def test_objectives_come_in_order_of_first_appearance() -> None:
    items = [("b", Fraction(1)), ("a", Fraction(0)), ("b", Fraction(1, 2)), ("b", Fraction(1))]
    assert by_objective(items) == (
        ObjectiveResult("b", right=2, partly=1, total=3, score=Fraction(5, 2)),
        ObjectiveResult("a", right=0, partly=0, total=1, score=Fraction(0)),
    )


def test_an_objective_has_its_percentage() -> None:
    (result,) = by_objective([("a", Fraction(1, 3)), ("a", Fraction(1))])
    assert result.percent == Decimal("66.67")


def test_a_stored_score_of_one_is_all_right() -> None:
    (result,) = by_objective([("a", Decimal("1.00000")), ("a", Decimal("0.99999"))])
    assert result.right == 1


def test_no_item_is_no_objective() -> None:
    assert by_objective([]) == ()


outcomes = st.lists(
    st.builds(lambda percent: Outcome(percent, percent >= 80), st.decimals(0, 100, places=2)),
    min_size=1,
    max_size=8,
)


@pytest.mark.parametrize(
    ("method", "percent", "passed"),
    [("best", 90, True), ("last", 70, False), ("first", 50, False), ("average", 70, False)],
)
def test_the_attempt_that_counts_is_the_one_the_quiz_says(method, percent, passed) -> None:
    taken = [Outcome(Decimal(number), number >= 80) for number in (50, 90, 70)]

    assert overall(method, taken, pass_mark=80) == Outcome(Decimal(percent), passed)


def test_no_attempt_comes_to_nothing() -> None:
    assert overall("best", [], pass_mark=80) is None


def test_an_attempt_that_was_passed_is_the_best_whatever_the_mark_has_become() -> None:
    taken = [Outcome(Decimal(60), True), Outcome(Decimal(75), False)]

    assert overall("best", taken, pass_mark=80) == taken[0]


def test_the_average_reaches_the_mark_as_people_read_it() -> None:
    taken = [Outcome(Decimal("66.66"), False), Outcome(Decimal("66.67"), False)]

    assert overall("average", taken, pass_mark=67) == Outcome(Decimal("66.67"), False)
    assert overall("average", taken, pass_mark=66) == Outcome(Decimal("66.67"), True)


@given(outcomes, st.sampled_from(["best", "last", "first", "average"]))
def test_one_attempt_counts_as_itself_whatever_the_method(taken, method) -> None:
    assert overall(method, taken[:1], pass_mark=80) == taken[0]


@given(outcomes, outcomes, st.sampled_from(["best", "average", "first", "last"]))
def test_the_best_is_never_below_any_other_method(taken, more, method) -> None:
    best = overall("best", taken + more, pass_mark=80)
    other = overall(method, taken + more, pass_mark=80)

    assert best is not None
    assert other is not None
    assert best.percent >= other.percent
    assert best.passed or not other.passed
