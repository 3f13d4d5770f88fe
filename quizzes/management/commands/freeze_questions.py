from django.core.management.base import BaseCommand

from quizzes.models import Question


class Command(BaseCommand):
    help = "Give each live question that quotes a fact the words that the fact has today."

    def handle(self, **options):
        questions = Question.objects.quoting_facts().filter(live=True)
        renewed = [question.slug for question in questions if question.freeze()]
        self.stdout.write("\n".join(renewed), ending="\n" if renewed else "")
