"""An attempt at one question of each type, for the learner whose browser started last.

Of a type, the question chosen has a hint if there is one.
"""

from pathlib import Path

from tests.browser.shell import run_in_demo

SCRIPT = """
from django.utils import timezone
from quizzes.actions import start
from quizzes.models import Attempt, Question, Quiz, QuizDraw

learner = Attempt.objects.latest("started_at").learner
found = {}
questions = Question.objects.filter(live=True).select_related("current_version").order_by("pk")
for question in sorted(questions, key=lambda one: not one.current_version.content.get("hint")):
    found.setdefault(question.current_version.type, question)
quiz = Quiz.objects.filter(slug="every-type").first()
if quiz is None:
    quiz = Quiz(title="Every type", slug="every-type", shuffle_questions=False, live=False)
    quiz.draws = [QuizDraw(question=question) for question in found.values()]
    quiz.save()
    quiz.save_revision().publish()
quiz = Quiz.objects.select_related("current_edition").get(pk=quiz.pk)
print(f"/quiz/{start(quiz, learner, timezone.now()).pk}/")
"""


def start_attempt_at_every_type(data_folder: Path) -> str:
    """Return the address of the attempt."""
    return run_in_demo(data_folder, SCRIPT)
