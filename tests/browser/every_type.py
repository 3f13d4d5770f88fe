"""An attempt at one question of each type, for the learner whose browser started last.

Of a type, the question chosen has a hint if there is one.
"""

from pathlib import Path

from tests.browser.shell import run_in_demo

QUIZ = """
from django.utils import timezone
from quizzes.actions import start
from quizzes.models import Attempt, Question, QuestionVersion, Quiz, QuizDraw

learner = Attempt.objects.latest("started_at").learner
found = {}
questions = Question.objects.filter(live=True).select_related("current_version").order_by("pk")
for question in sorted(questions, key=lambda one: not one.current_version.content.get("hint")):
    found.setdefault(question.current_version.type, question)
quiz = Quiz.objects.filter(slug=f"every-type-{purpose}").first()
if quiz is None:
    quiz = Quiz(
        title="Every type", slug=f"every-type-{purpose}", purpose=purpose, pass_mark=80,
        shuffle_questions=False, live=False,
    )
    quiz.draws = [QuizDraw(question=question) for question in found.values()]
    quiz.save()
    quiz.save_revision().publish()
quiz = Quiz.objects.select_related("current_edition").get(pk=quiz.pk)
attempt = start(quiz, learner, timezone.now())
"""
ANSWERED = """
from elearning.lib.rounding import half_up

for position, pk in enumerate(attempt.drawn):
    version = QuestionVersion.objects.get(pk=pk)
    answer = version.item.example(right=position % 2 == 0)
    score = version.item.score(answer)
    attempt.responses.create(
        position=position, version=version, marked_with=version, answer=answer,
        points=None if score is None else half_up(score, 5), seconds=9, created_at=timezone.now(),
    )
"""
ADDRESS = """
print(f"/quiz/{attempt.pk}/")
"""


def start_attempt_at_every_type(data_folder: Path) -> str:
    """Return the address of the attempt, whose answers are explained at once."""
    return run_in_demo(data_folder, 'purpose = "module"' + QUIZ + ADDRESS)


def answer_examination_of_every_type(data_folder: Path) -> str:
    """Return the address of an attempt whose answers, right and wrong, are to be sent."""
    return run_in_demo(data_folder, 'purpose = "examination"' + QUIZ + ANSWERED + ADDRESS)
