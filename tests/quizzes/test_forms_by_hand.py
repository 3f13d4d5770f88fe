"""What no browser of the editor posts is refused as not understood, and nothing is stored."""

import pytest
from wagtail.test.utils.form_data import nested_form_data

from courses.models import ModulePage
from elearning.accounts.roles import TRAINER
from quizzes.models import Question, Quiz
from tests.editing import option, question_form, sign_in, single
from tests.factories import CategoryFactory, ObjectiveFactory, make_module
from tests.quizzes.test_quiz_editor import quiz_form

pytestmark = pytest.mark.django_db

NOT_UNDERSTOOD = "Nous n’avons pas compris cette demande."


@pytest.fixture
def trainer():
    return sign_in(TRAINER)


def assert_refused(response):
    assert response.status_code == 400
    assert NOT_UNDERSTOOD in response.content.decode()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("content-count", None),
        ("content-count", "abc"),
        ("content-count", "3"),
        ("content-0-order", "abc"),
        ("content-0-value-options-count", "abc"),
        ("content-0-value-stem", "pas du JSON"),
        ("content-0-value-stem", "[]"),
        ("content-0-value-stem", '{"blocks": 3}'),
        ("content-0-value-picture-image", "abc"),
        ("objective", "abc"),
    ],
)
def test_a_question_posted_by_hand(trainer, name, value):
    content = single(option("Rappeler", correct=True), option("Cliquer"))
    form = question_form(content, CategoryFactory(), ObjectiveFactory())
    form = {key: posted for key, posted in form.items() if key != name}

    response = trainer.post(
        "/cms/snippets/quizzes/question/add/", form | ({name: value} if value else {})
    )

    assert_refused(response)
    assert not Question.objects.exists()


@pytest.mark.parametrize("field", ["category", "tag", "question"])
def test_a_draw_from_what_is_no_row(trainer, field):
    response = trainer.post("/cms/snippets/quizzes/quiz/add/", quiz_form({field: "abc"}))

    assert_refused(response)
    assert not Quiz.objects.exists()


def test_a_page_posted_by_hand(trainer):
    module = make_module()
    fields = {"title": "Autre", "introduction": "pas du JSON", "memo": {"count": ""}}

    assert_refused(trainer.post(f"/cms/pages/{module.pk}/edit/", nested_form_data(fields)))
    assert ModulePage.objects.get().title == module.title
