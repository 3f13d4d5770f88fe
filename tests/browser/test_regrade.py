"""A key that was wrong is corrected: a reviewer sees who passes or fails by it, then applies it."""

import re

from playwright.sync_api import expect

from tests.browser.going import press
from tests.browser.shell import run_in_demo
from tests.browser.signing_in import enter_editor

WRONG_THEN_CORRECTED = """
import uuid
from django.utils import timezone
from elearning.accounts.models import Learner
from quizzes.actions import record_response, start
from quizzes.models import Category, Objective, Question, Quiz, QuizDraw

def value(right):
    options = [
        {"type": "item", "id": key, "value": {
            "text": text, "correct": text == right, "feedback": "Voyez pourquoi.",
        }}
        for text, key in keys.items()
    ]
    return [{"type": "single", "value": {
        "stem": "<p>Une amende par SMS ?</p>", "options": options,
        "explanation": "<p>Rappelez.</p>",
    }}]

keys = {text: str(uuid.uuid4()) for text in ("Rappeler", "Payer")}
category = Category.objects.create(name="Clé corrigée", slug="cle-corrigee")
question = Question(
    slug="cle-corrigee", category=category, objective=Objective.objects.first(),
    content=value("Payer"), live=False,
)
question.save()
question.save_revision().publish()
quiz = Quiz(
    title="Clé corrigée", slug="cle-corrigee", pass_mark=80, shuffle_options=False, live=False
)
quiz.draws = [QuizDraw(question=question)]
quiz.save()
quiz.save_revision().publish()
quiz = Quiz.objects.select_related("current_edition").get(pk=quiz.pk)
for place in "001":
    attempt = start(quiz, Learner.objects.create(), timezone.now())
    record_response(attempt, 0, {"choice": [place]}, timezone.now())
question = Question.objects.get(pk=question.pk)
question.content = value("Rappeler")
question.save_revision().publish()
print(f"/cms/corriger/{question.pk}/")
"""


def test_a_corrected_key_is_previewed_then_applied(page, data_folder, check_accessible):
    address = run_in_demo(data_folder, WRONG_THEN_CORRECTED)
    enter_editor(page, data_folder, "administrator")
    page.goto(address)

    effect = page.locator(".reports-effect")
    expect(effect.get_by_role("row", name=re.compile("qui réussiraient"))).to_contain_text("2")
    expect(effect.get_by_role("row", name=re.compile("qui échoueraient"))).to_contain_text("1")
    check_accessible(page)

    press(page, "Corriger les réponses de nouveau")
    expect(page.locator(".field-error")).to_be_visible()
    page.get_by_label(re.compile("Pourquoi")).fill("La clé était inversée.")
    press(page, "Corriger les réponses de nouveau")

    done = page.get_by_role("row", name=re.compile("La clé était inversée"))
    expect(done).to_contain_text("gardées")
    check_accessible(page)
