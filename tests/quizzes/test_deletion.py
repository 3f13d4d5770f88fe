"""What learners have answered stays: the bank keeps what was published and what is in use."""

import pytest
from django.contrib.messages import get_messages
from django.utils.translation import gettext as _

from elearning.accounts.roles import REVIEWER
from quizzes.models import Category, Objective, Question, Quiz
from tests.editing import sign_in
from tests.factories import CategoryFactory, ObjectiveFactory, make_question, make_quiz

pytestmark = pytest.mark.django_db

ADVICE = {
    Question: "“%(name)s” has been published, so that answers may point to it. "
    "Unpublish it instead: quizzes will do without it.",
    Quiz: "“%(name)s” has been published, so that results may point to it. "
    "Unpublish it instead: nobody will take it again.",
    Category: "“%(name)s” still holds questions or other categories, or a quiz draws from it. "
    "Change these first.",
    Objective: "“%(name)s” is still the objective of questions or of modules.",
}


@pytest.fixture
def reviewer():
    return sign_in(REVIEWER)


def address(instance, bulk):
    name = instance._meta.model_name
    if bulk:
        return f"/cms/bulk/quizzes/{name}/delete/?next=/cms/&id={instance.pk}"
    return f"/cms/snippets/quizzes/{name}/delete/{instance.pk}/"


@pytest.mark.parametrize("bulk", [False, True])
@pytest.mark.parametrize("model", ADVICE)
def test_what_is_in_use_is_kept_with_a_word_of_advice(reviewer, model, bulk):
    make_quiz(questions=1)
    instance = model.objects.get()

    response = reviewer.post(address(instance, bulk))

    assert response.status_code == 302
    sentences = [str(message) for message in get_messages(response.wsgi_request)]
    assert sentences == [_(ADVICE[model]) % {"name": instance}]
    assert model.objects.filter(pk=instance.pk).exists()


@pytest.mark.parametrize("bulk", [False, True])
def test_a_draft_that_nobody_has_seen_may_go(reviewer, bulk):
    draft = make_question(published=False)

    reviewer.post(address(draft, bulk))

    assert not Question.objects.exists()


def test_a_category_that_holds_another_is_kept(reviewer):
    above = CategoryFactory()
    CategoryFactory(parent=above)

    response = reviewer.post(address(above, bulk=False))

    assert get_messages(response.wsgi_request)
    assert Category.objects.count() == 2


def test_an_objective_without_a_question_may_go(reviewer):
    objective = ObjectiveFactory()

    reviewer.post(address(objective, bulk=False))

    assert not Objective.objects.exists()
