"""A trainer sees a question as a learner would; nothing is recorded."""

import pytest
from django.utils.html import escape
from django.utils.translation import gettext as _
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from elearning.accounts.roles import TRAINER
from quizzes.models import Attempt, Response
from tests.editing import option, question_form, sign_in, single
from tests.factories import make_question, make_quiz

pytestmark = pytest.mark.django_db


@pytest.fixture
def trainer():
    return sign_in(TRAINER)


@pytest.fixture
def preview(trainer):
    """Post an edited question as the preview panel does, and look at it in a mode."""
    question = make_question()
    url = f"/cms/snippets/quizzes/question/preview/{question.pk}/"

    def preview(content, mode):
        trainer.post(url, question_form(content, question.category, question.objective))
        return trainer.get(url, {"mode": mode, "in_preview_panel": "true"})

    return preview


def edited():
    right = option("Rappeler", correct=True, feedback="Vous vérifiez.")
    return single(right, option("Cliquer", feedback="Le lien trompe."), stem="<p>Un SMS ?</p>")


def test_unanswered_it_shows_the_options_and_no_feedback(preview):
    page = preview(edited(), "unanswered").content.decode()

    assert "Un SMS ?" in page
    assert 'type="radio"' in page
    assert "Vous vérifiez." not in page


@pytest.mark.parametrize(
    ("mode", "verdict", "feedback"),
    [
        ("right", "Right answer.", "Vous vérifiez."),
        ("wrong", "This is not the right answer.", "Le lien trompe."),
    ],
)
def test_answered_it_shows_the_verdict_and_the_feedback(preview, mode, verdict, feedback):
    page = preview(edited(), mode).content.decode()

    assert escape(_(verdict)) in page
    assert feedback in page


def test_an_unfinished_question_says_what_it_lacks(preview):
    page = preview(single(option("Rappeler"), option("")), "unanswered").content.decode()

    assert _("No option is right: tick the right one.") in page


def test_a_preview_records_nothing(preview):
    for mode in ("unanswered", "right", "wrong"):
        preview(edited(), mode)

    assert not Attempt.objects.exists()
    assert not Response.objects.exists()


def test_a_quiz_shows_one_draw_and_what_is_missing(trainer):
    quiz = make_quiz(questions=3, draw=2)
    (draw,) = quiz.draws.all()
    url = f"/cms/snippets/quizzes/quiz/preview/{quiz.pk}/"
    form = {"category": draw.category_id, "question": "", "tag": "", "count": 5, "id": draw.pk}
    trainer.post(
        url,
        nested_form_data(
            {"title": "Un essai", "slug": quiz.slug, "purpose": "practice", "pass_mark": ""}
            | {"grace": "60", "grading": "best", "bands": inline_formset([])}
            | {"draws": inline_formset([form | {"points": "1"}], initial=1)}
        ),
    )

    response = trainer.get(url)

    assert len(response.context["questions"]) == 3
    assert response.context["missing"] == 2
    assert "Un essai" in response.content.decode()
