from django.core.management.base import BaseCommand

from quizzes.reports.gathering import quizzes_to_report
from quizzes.reports.tasks import compute_report


class Command(BaseCommand):
    help = "Compute the statistics of quizzes that were taken or changed since they last were."

    def handle(self, **options):
        for quiz in quizzes_to_report():
            compute_report.enqueue(quiz.pk)
