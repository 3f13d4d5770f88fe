import datetime

import pytest

from quizzes import actions
from quizzes.models import Quiz
from quizzes.reports.actions import compute_report
from tests.conftest import right_form, wrong_form
from tests.factories import LearnerFactory, make_question, make_quiz
from tests.questions import VALUES


@pytest.fixture
def sit(now):
    """Let a new learner answer a quiz by position: "1" right, "0" wrong, "?" not known.

    And "a" or "b", the first or the second option where none is right.
    """

    def sit(quiz, answers, learner=None, at=now):
        attempt = actions.start(quiz, learner or LearnerFactory(), at)
        for position, answer in enumerate(answers):
            forms = {"1": right_form, "0": wrong_form}
            set_forms = {"?": {"dont_know": ["1"]}, "a": {"choice": ["0"]}, "b": {"choice": ["1"]}}
            form = set_forms.get(answer) or forms[answer](attempt, position)
            actions.record_response(attempt, position, form, at)
        return attempt

    return sit


@pytest.fixture
def declaring(sit):
    """A quiz that also asks where one stands, taken by thirty: twenty say "jamais"."""
    quiz = make_quiz(questions=2, shuffle_questions=False, shuffle_options=False)
    draw = quiz.draws.first()
    own = make_question("declared", value=VALUES["declared"], category=draw.category)
    draw.count = 3
    quiz.draws = [draw]
    quiz.save_revision().publish()
    quiz = Quiz.objects.select_related("current_edition").get(pk=quiz.pk)
    for answers in ["11a", "01a", "00b"] * 10:
        sit(quiz, answers)
    return quiz, own


@pytest.fixture
def report(now):
    def report(quiz, later=datetime.timedelta(0)):
        return compute_report(
            Quiz.objects.select_related("current_edition").get(pk=quiz.pk), now + later
        )

    return report
