"""A trainer writes a quiz; a draw that its bank cannot fill is not published."""

import pytest
from django.utils.translation import gettext as _
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from elearning.accounts.roles import REVIEWER
from quizzes.models import Question, Quiz
from tests.editing import PUBLISH, sign_in
from tests.factories import CategoryFactory, make_question, make_quiz

pytestmark = pytest.mark.django_db

ADD = "/cms/snippets/quizzes/quiz/add/"
SHORT = (
    "This draw asks for %(count)s questions and finds %(found)s: the others are not "
    "published, or a draw above takes them."
)


@pytest.fixture
def reviewer():
    return sign_in(REVIEWER)


@pytest.fixture
def category():
    category = CategoryFactory()
    for published in (True, True, False):
        make_question(category=category, tags=["liens"], published=published)
    return category


def quiz_form(*draws, **fields):
    blank = {"question": "", "category": "", "tag": "", "count": "1"}
    settings = {"title": "Quiz", "slug": "quiz", "pass_mark": "80", "shuffle_questions": "on"}
    return nested_form_data(
        settings | {"draws": inline_formset([blank | draw for draw in draws])} | fields
    )


def draw_errors(response):
    return [form.errors for form in response.context["form"].formsets["draws"].forms]


def test_a_quiz_draws_what_is_published(reviewer, category):
    response = reviewer.post(ADD, quiz_form({"category": category.pk, "count": 2}) | PUBLISH)

    assert response.status_code == 302
    assert Quiz.objects.get().current_edition.length == 2


def test_a_draw_larger_than_its_pool_is_refused_on_publish(reviewer, category):
    response = reviewer.post(ADD, quiz_form({"category": category.pk, "count": 3}) | PUBLISH)

    assert draw_errors(response) == [{"count": [_(SHORT) % {"count": 3, "found": 2}]}]
    assert not Quiz.objects.exists()


def test_a_draft_may_ask_for_questions_to_come(reviewer, category):
    reviewer.post(ADD, quiz_form({"category": category.pk, "count": 3}))

    assert not Quiz.objects.get().live


def test_two_draws_share_no_question(reviewer, category):
    tag = Question.objects.first().tags.get()
    draws = ({"category": category.pk, "count": 1}, {"tag": tag.pk, "count": 1})

    response = reviewer.post(ADD, quiz_form(*draws) | PUBLISH)

    assert draw_errors(response) == [{}, {"count": [_(SHORT) % {"count": 1, "found": 0}]}]


def test_a_fixed_question_must_be_published(reviewer, category):
    draft = Question.objects.get(live=False)

    response = reviewer.post(ADD, quiz_form({"question": draft.pk}) | PUBLISH)

    assert draw_errors(response) == [
        {"question": [_("This question is not published, or a draw above asks it already.")]}
    ]


def test_a_draw_taken_away_is_not_counted(reviewer):
    quiz = make_quiz()
    (draw,) = quiz.draws.all()
    form = {"category": draw.category_id, "count": 3, "id": draw.pk}
    gone = {"category": draw.category_id, "count": 9, "DELETE": "1"}

    response = reviewer.post(
        f"/cms/snippets/quizzes/quiz/edit/{quiz.pk}/",
        quiz_form(form, gone, draws=inline_formset([form, gone], initial=1))
        | {"draws-0-question": "", "draws-0-tag": ""}
        | PUBLISH,
    )

    assert response.status_code == 302
