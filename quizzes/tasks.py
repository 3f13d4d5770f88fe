from django_tasks import task

from quizzes.models import Question, Quiz


@task()
def rebuild_editions() -> None:
    """Give each live quiz whose pools have changed a new edition."""
    for quiz in Quiz.objects.filter(live=True):
        quiz.freeze()


@task()
def freeze_questions_again() -> None:
    """Give each live question that quotes a fact the words that the fact has today."""
    for question in Question.objects.quoting_facts().filter(live=True):
        question.freeze()
