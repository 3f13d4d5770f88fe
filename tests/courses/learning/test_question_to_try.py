"""A question in a lesson: explained at once, for anybody, with nothing kept."""

import pytest
from django.db import connection
from django.urls import reverse
from django.utils.translation import gettext as _

from courses.models import LessonPage
from elearning.accounts.models import Learner
from elearning.accounts.roles import REVIEWER
from quizzes.models import AnswerTotal, Attempt, Response
from tests.editing import PUBLISH, faults, lesson_form, sign_in
from tests.factories import make_lesson, make_module, make_question
from tests.guards import refuse_writes

pytestmark = pytest.mark.django_db


@pytest.fixture
def module():
    return make_module(lessons=0)


@pytest.fixture
def question():
    return make_question()


@pytest.fixture
def lesson(module, question):
    return make_lesson(module, body=[("text", "<p>Une minute.</p>"), ("practice", question.pk)])


def address(name, lesson, question):
    return reverse(name, args=[lesson.pk, question.pk])


def choice(question, correct):
    """Return what a browser posts to choose the right options, or the first wrong one."""
    version = question.current_version
    item = version.item
    places = [
        str(place)
        for place, index in enumerate(item.order(version.pk, shuffle=True))
        if item.content.options[index].correct == correct
    ]
    return {"choice": places if correct else places[:1]}


def test_the_lesson_leads_to_its_question_without_its_key(client, lesson, question):
    page = client.get(lesson.url).content.decode()

    assert address("try_question", lesson, question) in page
    assert question.current_version.content["options"][0]["feedback"] not in page


def test_the_form_is_the_same_for_everybody_and_tells_no_key(client, lesson, question):
    response = client.get(address("try_question", lesson, question))

    page = response.content.decode()
    assert response["Cache-Control"].startswith("public")
    assert not response.cookies
    assert question.current_version.content["options"][0]["text"] in page
    assert question.current_version.content["options"][0]["feedback"] not in page


@pytest.mark.parametrize(("correct", "verdict"), [(True, "right"), (False, "wrong")])
def test_an_answer_is_explained_and_nothing_is_kept(visitor, lesson, question, correct, verdict):
    with connection.execute_wrapper(refuse_writes):
        response = visitor.post(address("try_answer", lesson, question), choice(question, correct))

    assert response.context["verdict"] == verdict
    assert "Un autre canal confirme." in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies
    for model in (Attempt, Response, AnswerTotal, Learner):
        assert not model.objects.exists()


def test_whoever_does_not_know_reads_the_answer(visitor, lesson, question):
    response = visitor.post(address("try_answer", lesson, question), {"dont_know": "1"})

    assert "Un autre canal confirme." in response.content.decode()


def test_a_blank_answer_is_asked_for_again(visitor, lesson, question):
    response = visitor.post(address("try_answer", lesson, question))

    page = response.content.decode()
    assert _("Choose an answer, or “I don't know”.") in page.replace("&#x27;", "'")
    assert "Un autre canal confirme." not in page


def test_an_answer_that_is_none_is_refused(visitor, lesson, question):
    response = visitor.post(address("try_answer", lesson, question), {"choice": "99"})

    assert response.status_code == 400


def test_another_site_answers_for_nobody(client, lesson, question):
    response = client.post(
        address("try_answer", lesson, question),
        choice(question, correct=True),
        headers={"Sec-Fetch-Site": "cross-site"},
    )

    assert response.status_code == 403


def test_only_the_questions_of_the_lesson_can_be_tried(client, visitor, lesson, question):
    other = make_question()

    assert client.get(address("try_question", lesson, other)).status_code == 404
    assert visitor.post(address("try_answer", lesson, other)).status_code == 404
    question.unpublish()
    assert client.get(address("try_question", lesson, question)).status_code == 404
    assert question.stem_text not in client.get(lesson.url).content.decode()


def test_a_draft_lesson_asks_nothing(client, lesson, question):
    lesson.unpublish()

    assert client.get(address("try_question", lesson, question)).status_code == 404


def test_a_lesson_asks_only_what_is_published(module):
    draft = make_question(published=False)

    response = sign_in(REVIEWER).post(
        f"/cms/pages/add/courses/lessonpage/{module.pk}/",
        lesson_form(("practice", str(draft.pk))) | PUBLISH,
    )

    assert faults(response, "body") == {
        "0": [_("This question is not published: publish it first.")]
    }
    assert not LessonPage.objects.exists()
