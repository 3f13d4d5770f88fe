import datetime

import pytest

from quizzes import actions
from quizzes.models import Quiz
from quizzes.reports.actions import compute_report
from tests.conftest import right_form, wrong_form
from tests.factories import LearnerFactory


@pytest.fixture
def sit(now):
    """Let a new learner answer a quiz, "1" right and "0" wrong by position, "?" not known."""

    def sit(quiz, answers, learner=None, at=now):
        attempt = actions.start(quiz, learner or LearnerFactory(), at)
        for position, answer in enumerate(answers):
            forms = {"1": right_form, "0": wrong_form}
            form = {"dont_know": ["1"]} if answer == "?" else forms[answer](attempt, position)
            actions.record_response(attempt, position, form, at)
        return attempt

    return sit


@pytest.fixture
def report(now):
    def report(quiz, later=datetime.timedelta(0)):
        return compute_report(
            Quiz.objects.select_related("current_edition").get(pk=quiz.pk), now + later
        )

    return report
