"""A forgotten answer is counted, once, and its score stays."""

import pytest

from quizzes import actions as quiz_actions
from quizzes import presentation
from quizzes.engine.types import TYPES
from quizzes.forgetting import forget_answers
from quizzes.models import AnswerTotal, Response
from tests.conftest import right_form, wrong_form
from tests.factories import LearnerFactory, make_question, make_quiz
from tests.questions import VALUES

pytestmark = pytest.mark.django_db


@pytest.fixture
def answered(now):
    """Two learners have answered one question right, one wrong, and one did not know."""
    quiz = make_quiz(questions=1)

    def answer(form):
        attempt = quiz_actions.start(quiz, LearnerFactory(), now)
        form = form(attempt, 0) if callable(form) else form
        return quiz_actions.record_response(attempt, 0, form, now).response

    return [answer(form) for form in (right_form, right_form, wrong_form, {"dont_know": ["1"]})]


def totals():
    return sorted(AnswerTotal.objects.values_list("count", flat=True))


def test_answers_are_counted_by_option_then_emptied(answered):
    assert forget_answers(Response.objects.all()) == 4

    assert all(answer == {} for answer in Response.objects.values_list("answer", flat=True))
    assert totals() == [1, 1, 2]
    assert AnswerTotal.objects.get(key="dont_know").count == 1


def test_points_stay(answered):
    before = list(Response.objects.order_by("pk").values_list("points", "seconds"))

    forget_answers(Response.objects.all())

    assert list(Response.objects.order_by("pk").values_list("points", "seconds")) == before


def test_forgetting_again_counts_nothing_twice(answered):
    forget_answers(Response.objects.filter(pk=answered[0].pk))
    forget_answers(Response.objects.all())

    assert forget_answers(Response.objects.all()) == 0
    assert totals() == [1, 1, 2]


def test_a_forgotten_answer_is_explained_without_it(answered):
    forget_answers(Response.objects.all())

    explanation = Response.objects.get(pk=answered[0].pk).explanation()

    assert explanation.verdict == "unknown"
    assert not any(option.chosen for option in explanation.options)


@pytest.mark.parametrize("key", TYPES)
def test_a_forgotten_answer_of_any_type_is_counted_and_still_explained(key, now):
    question = make_question(key, value=VALUES[key])
    version = question.current_version
    attempt = quiz_actions.start(make_quiz(questions=1), LearnerFactory(), now)
    response = attempt.responses.create(
        position=0,
        version=version,
        marked_with=version,
        answer=dict(version.item.example(right=True)),
        points=1,
        seconds=1,
        created_at=now,
    )

    forget_answers(Response.objects.all())
    response.refresh_from_db()

    assert sum(totals()) >= 1
    assert presentation.explained(response)["verdict"] == "unknown"
    assert version.item.summarise([response.answer]).dont_know == 0
