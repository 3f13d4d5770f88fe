import logging

from django_tasks import task

from elearning.cms import page_cache
from quizzes.engine.drawing import InvalidPool
from quizzes.models import Question, Quiz

logger = logging.getLogger(__name__)


@task()
def rebuild_editions() -> None:
    """Give each live quiz whose pools have changed a new edition.

    One that has come to ask for more questions than are left keeps the edition it has.
    """
    for quiz in Quiz.objects.filter(live=True):
        try:
            quiz.freeze()
        except InvalidPool as fault:
            logger.warning("quiz %s keeps its edition: %s", quiz.slug, fault)


@task()
def freeze_questions_again() -> None:
    """Give each live question that quotes a fact the words that the fact has today."""
    for question in Question.objects.quoting_facts().filter(live=True):
        question.freeze()
    page_cache.forget_all()
