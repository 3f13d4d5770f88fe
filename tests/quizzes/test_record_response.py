"""The first answer to a question is marked, stored and kept; the last one closes the attempt."""

import datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from courses.curriculum.bank import in_order
from quizzes.actions import OutOfTurn, record_response, start
from quizzes.engine.errors import BlankAnswer, InvalidAnswer
from quizzes.models import Quiz, QuizDraw
from tests.conftest import right_form, wrong_form
from tests.factories import LearnerFactory, make_question, make_quiz, single

pytestmark = pytest.mark.django_db

DONT_KNOW = {"dont_know": ["1"]}
MULTIPLE = single(right="A", wrong=("B", "C", "D", "E")) | {"scoring": "partial"}
for option in MULTIPLE["options"][:3]:
    option["value"]["correct"] = True


def quiz_of(*questions, **fields):
    quiz = Quiz(**{"title": "Quiz", "slug": "quiz", "pass_mark": 80} | fields, live=False)
    quiz.draws = in_order(QuizDraw(question=question) for question in questions)
    quiz.save()
    quiz.save_revision().publish()
    return Quiz.objects.get(pk=quiz.pk)


@pytest.fixture
def attempt(now):
    return start(make_quiz(), LearnerFactory(), now)


def answer_all(quiz, forms, now):
    """Answer a new attempt, right, wrong or with a form of one's own; return it closed."""
    attempt = start(quiz, LearnerFactory(), now)
    for position, form in enumerate(forms):
        posted = form(attempt, position) if callable(form) else form
        record_response(attempt, position, posted, now)
    attempt.refresh_from_db()
    return attempt


def pick(*texts):
    """Return what a browser posts when these options are ticked."""

    def form(attempt, position):
        item = attempt.edition.rows.get().question.current_version.item
        order = attempt.order(position, item)
        return {
            "choice": [
                str(place)
                for place, index in enumerate(order)
                if item.content.options[index].text in texts
            ]
        }

    return form


def test_an_answer_is_stored_with_its_points_and_the_version_that_marked_it(attempt, now):
    recorded = record_response(attempt, 0, right_form(attempt, 0), now)

    response = attempt.responses.get()
    assert recorded.response == response
    assert not recorded.already
    assert response.points == 1
    assert response.version_id == response.marked_with_id == attempt.drawn[0]
    assert response.explanation().verdict == "right"


def test_the_first_answer_is_the_one_kept(attempt, now):
    record_response(attempt, 0, wrong_form(attempt, 0), now)

    again = record_response(attempt, 0, right_form(attempt, 0), now)

    assert again.already
    assert attempt.responses.get().points == 0


def test_a_question_has_one_response_a_step_whatever_the_code_does(attempt, now):
    response = record_response(attempt, 0, right_form(attempt, 0), now).response

    response.pk = None
    response._state.adding = True
    with pytest.raises(IntegrityError), transaction.atomic():
        response.save()


@pytest.mark.parametrize("points", [Decimal("-0.1"), Decimal("1.1")])
def test_points_are_between_0_and_1_whatever_the_code_does(attempt, now, points):
    record_response(attempt, 0, right_form(attempt, 0), now)

    with pytest.raises(IntegrityError), transaction.atomic():
        attempt.responses.update(points=points)


@pytest.mark.parametrize("position", [1, 2, 3, 99, -1])
def test_a_question_whose_turn_has_not_come_takes_no_answer(attempt, now, position):
    with pytest.raises(OutOfTurn):
        record_response(attempt, position, {"choice": ["0"]}, now)

    assert attempt.responses.count() == 0


def test_a_closed_attempt_takes_no_answer_more(attempt, now, finish):
    finish(attempt)

    with pytest.raises(OutOfTurn):
        record_response(attempt, attempt.length, {"choice": ["0"]}, now)


def test_a_blank_answer_stores_nothing(attempt, now):
    with pytest.raises(BlankAnswer):
        record_response(attempt, 0, {}, now)

    assert attempt.responses.count() == 0


@pytest.mark.parametrize(
    "form",
    [
        {"choice": ["9"]},
        {"choice": ["0", "0"]},
        {"choice": ["0", "1"]},
        {"choice": ["01"]},
        {"choice": ["٠"]},
        {"choice": ["-1"]},
        {"choice": ["\x00"]},
        {"choice": ["0"], "score": ["1"]},
        {"dont_know": ["1", "1"]},
        {"dont_know": ["0"]},
    ],
    ids=str,
)
def test_what_our_form_cannot_have_sent_stores_nothing(attempt, now, form):
    with pytest.raises(InvalidAnswer):
        record_response(attempt, 0, form, now)

    assert attempt.responses.count() == 0


def test_i_dont_know_is_an_answer_worth_nothing(attempt, now):
    response = record_response(attempt, 0, DONT_KNOW, now).response

    assert response.answer == {"dont_know": True}
    assert response.points == 0
    assert response.explanation().verdict == "unknown"


def test_an_attempt_stays_open_until_its_last_answer(attempt, now):
    for position in range(attempt.length - 1):
        record_response(attempt, position, right_form(attempt, position), now)

    attempt.refresh_from_db()
    assert (attempt.state, attempt.submitted_at, attempt.score) == ("open", None, None)


def test_the_last_answer_closes_the_attempt_with_its_score(now):
    attempt = answer_all(make_quiz(questions=4), [right_form] * 3 + [wrong_form], now)

    assert (attempt.state, attempt.submitted_at) == ("graded", now)
    assert attempt.score == 3
    assert attempt.grade().percent == 75
    assert attempt.passed is False


@pytest.mark.parametrize(("right", "passed"), [(5, True), (4, True), (3, False)])
def test_four_right_answers_of_five_are_80_percent(now, right, passed):
    forms = [right_form] * right + [DONT_KNOW] * (5 - right)

    assert answer_all(make_quiz(questions=5), forms, now).passed is passed


@pytest.mark.parametrize(
    ("texts", "points"),
    [
        (["A", "B", "C"], "1"),
        (["A", "B"], "0.66667"),
        (["A"], "0.33333"),
        (["A", "B", "D"], "0.33333"),
        (["D", "E"], "0"),
        (["A", "B", "C", "D", "E"], "0.33333"),
    ],
    ids=str,
)
def test_partial_credit_is_right_minus_wrong_out_of_right(now, texts, points):
    quiz = quiz_of(make_question("multiple", value=MULTIPLE))

    attempt = answer_all(quiz, [pick(*texts)], now)

    assert attempt.score == Decimal(points)


def test_all_or_nothing_gives_no_partial_credit(now):
    quiz = quiz_of(make_question("multiple", value=MULTIPLE | {"scoring": "all"}))

    assert answer_all(quiz, [pick("A", "B")], now).score == 0
    assert answer_all(quiz, [pick("A", "B", "C")], now).score == 1


@pytest.mark.parametrize(("pass_mark", "passed"), [(66, True), (67, False), (33, True)])
def test_thirds_are_compared_with_the_mark_as_people_read_them(now, pass_mark, passed):
    quiz = quiz_of(make_question("multiple", value=MULTIPLE), pass_mark=pass_mark)

    assert answer_all(quiz, [pick("A", "B")], now).passed is passed


def test_three_thirds_stored_with_five_decimals_fail_nobody_at_the_edge(now):
    attempt = answer_all(make_quiz(questions=3, pass_mark=33), [right_form] + [DONT_KNOW] * 2, now)
    attempt.responses.update(points=Decimal("0.33333"))

    assert attempt.grade().percent == Decimal("33.33")
    assert attempt.grade().passed is True


def test_practice_is_neither_passed_nor_failed(now):
    attempt = answer_all(make_quiz(pass_mark=None), [right_form] * 3, now)

    assert attempt.state == "graded"
    assert attempt.passed is None


@pytest.mark.parametrize(
    ("elapsed", "seconds"),
    [(12, 12), (0.9, 0), (599, 599), (86_400, 600), (-30, 0)],
)
def test_time_spent_is_the_gap_since_the_previous_answer_capped(attempt, now, elapsed, seconds):
    record_response(attempt, 0, DONT_KNOW, now + datetime.timedelta(seconds=100))
    later = now + datetime.timedelta(seconds=100 + elapsed)

    response = record_response(attempt, 1, DONT_KNOW, later).response

    assert response.seconds == seconds


def test_the_first_answer_is_timed_from_the_start(attempt, now):
    later = now + datetime.timedelta(seconds=42)

    assert record_response(attempt, 0, DONT_KNOW, later).response.seconds == 42
