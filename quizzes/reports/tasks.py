from django.utils import timezone
from django_tasks import task

from quizzes.models import Quiz
from quizzes.reports import actions


@task()
def compute_report(quiz_id: int) -> None:
    actions.compute_report(
        Quiz.objects.select_related("current_edition").get(pk=quiz_id), timezone.now()
    )
