"""An attempt in the browser: one question a page, each answered once, whatever people click."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from courses.learning.models import Completion
from elearning.cms import page_cache
from quizzes.models import Attempt, Question
from tests.conftest import right_form, wrong_form
from tests.factories import make_home, make_module, make_quiz, single

pytestmark = pytest.mark.django_db


@pytest.fixture
def module():
    return make_module(lessons=1)


@pytest.fixture
def attempt(module, visitor):
    visitor.post(reverse("start_quiz", args=[module.pk]))
    return Attempt.objects.get()


def url_of(attempt, number):
    return reverse("question", args=[attempt.pk, number])


def go_to(response):
    assert response.status_code == 302
    return response.url


def test_the_first_question_is_asked_with_nothing_chosen(attempt, visitor):
    response = visitor.get(reverse("attempt", args=[attempt.pk]), follow=True)

    assert response.redirect_chain == [(url_of(attempt, 1), 302)]
    page = response.content.decode()
    assert page.count('type="radio"') == 3
    assert "checked" not in page
    assert "Retour sur" not in page


def test_an_answer_leads_to_its_explanation_and_then_to_the_next_question(attempt, visitor):
    response = visitor.post(url_of(attempt, 1), right_form(attempt, 0), follow=True)

    page = response.content.decode()
    assert response.redirect_chain == [(url_of(attempt, 1), 302)]
    assert "Retour sur Rappeler." in page
    assert "Un autre canal confirme." in page
    assert f'href="{url_of(attempt, 2)}"' in page
    assert 'type="radio"' not in page


def test_a_second_click_or_the_back_button_keeps_the_first_answer_and_says_so(attempt, visitor):
    visitor.post(url_of(attempt, 1), wrong_form(attempt, 0))

    went = go_to(visitor.post(url_of(attempt, 1), right_form(attempt, 0)))

    assert went == f"{url_of(attempt, 1)}?deja"
    assert attempt.responses.get().points == 0
    assert visitor.get(went).context["already_answered"] is True
    assert visitor.get(url_of(attempt, 1)).context["already_answered"] is False


def test_an_older_tab_still_shows_its_own_question(attempt, visitor):
    visitor.post(url_of(attempt, 1), right_form(attempt, 0))
    visitor.post(url_of(attempt, 2), right_form(attempt, 1))

    assert visitor.get(url_of(attempt, 1)).context["number"] == 1
    went = go_to(visitor.post(url_of(attempt, 1), wrong_form(attempt, 0)))
    assert went == f"{url_of(attempt, 1)}?deja"


def test_a_tab_ahead_is_led_to_the_question_whose_turn_it_is(attempt, visitor):
    assert go_to(visitor.get(url_of(attempt, 3))) == url_of(attempt, 1)

    response = visitor.post(url_of(attempt, 3), right_form(attempt, 2), follow=True)

    assert response.redirect_chain[-1] == (url_of(attempt, 1), 302)
    assert attempt.responses.count() == 0


def test_coming_back_resumes_at_the_question_that_was_left(module, attempt, visitor):
    visitor.post(url_of(attempt, 1), right_form(attempt, 0))

    for back in (
        visitor.get(reverse("attempt", args=[attempt.pk]), follow=True),
        visitor.post(reverse("start_quiz", args=[module.pk]), follow=True),
    ):
        assert back.redirect_chain[-1][0] == url_of(attempt, 2)


@pytest.mark.parametrize("number", [0, 4, 99, 10**30])
def test_a_number_that_is_no_question_is_not_found(attempt, visitor, number):
    assert visitor.get(url_of(attempt, number)).status_code == 404


@pytest.mark.parametrize("number", [0, 4, 99, 10**30])
def test_an_answer_to_no_question_is_led_to_the_one_to_answer(attempt, visitor, number):
    response = visitor.post(url_of(attempt, number), {"choice": "0"}, follow=True)

    assert response.redirect_chain[-1][0] == url_of(attempt, 1)


def test_an_answer_past_the_end_of_a_closed_attempt_is_led_to_its_result(attempt, visitor, finish):
    finish(attempt)

    response = visitor.post(url_of(attempt, 4), {"choice": "0"}, follow=True)

    assert response.redirect_chain[-1][0] == reverse("result", args=[attempt.pk])


def test_a_blank_answer_is_refused_in_words_and_reveals_nothing(attempt, visitor):
    response = visitor.post(url_of(attempt, 1), {})

    page = response.content.decode()
    assert response.context["error"]
    assert 'aria-invalid="true"' in page
    assert "Retour sur" not in page
    assert "explanation" not in response.context
    assert attempt.responses.count() == 0


@pytest.mark.parametrize(
    "form",
    [
        {"choice": "7"},
        {"choice": ["0", "0"]},
        {"choice": ["0", "1"]},
        {"choice": "0", "points": "1"},
        {"reponse": "0"},
        {"choice": "\x00"},
        {"dont_know": ["1", "1"]},
    ],
    ids=str,
)
def test_a_forged_answer_is_a_400_in_words_and_stores_nothing(attempt, visitor, form):
    response = visitor.post(url_of(attempt, 1), form)

    assert response.status_code == 400
    assert "400.html" in [template.name for template in response.templates]
    assert "Retour sur" not in response.content.decode()
    assert attempt.responses.count() == 0


def test_i_dont_know_is_recorded_and_explained(attempt, visitor):
    response = visitor.post(url_of(attempt, 1), {"dont_know": "1"}, follow=True)

    assert response.context["verdict"] == "unknown"
    assert "Retour sur Rappeler." in response.content.decode()
    assert attempt.responses.get().points == 0


def test_the_token_of_the_form_is_not_taken_for_an_answer(attempt, visitor):
    visitor.post(url_of(attempt, 1), right_form(attempt, 0) | {"csrfmiddlewaretoken": "x"})

    assert attempt.responses.get().points == 1


def test_an_answer_without_the_token_of_the_form_is_refused(attempt, visitor):
    visitor.handler.enforce_csrf_checks = True

    response = visitor.post(url_of(attempt, 1), right_form(attempt, 0))

    assert response.status_code == 403
    assert attempt.responses.count() == 0


def test_the_last_answer_leads_to_the_result(attempt, visitor):
    for number in (1, 2, 3):
        visitor.post(url_of(attempt, number), right_form(attempt, number - 1))

    response = visitor.get(url_of(attempt, 3))

    assert response.context["next_url"] == reverse("result", args=[attempt.pk])
    assert go_to(visitor.get(reverse("attempt", args=[attempt.pk]))) == response.context["next_url"]


def test_the_last_answer_completes_the_module(module, attempt, visitor):
    visitor.post(reverse("lesson_done", args=[module.lessons[0].pk]))
    assert not Completion.objects.exists()

    for number in (1, 2, 3):
        visitor.post(url_of(attempt, number), right_form(attempt, number - 1))

    assert Completion.objects.get().learner == attempt.learner


@pytest.mark.parametrize("name", ["result", "mistakes"])
def test_an_open_attempt_has_no_result_yet(attempt, visitor, name):
    assert go_to(visitor.get(reverse(name, args=[attempt.pk]))) == reverse(
        "attempt", args=[attempt.pk]
    )


def test_an_attempt_outlives_its_question_and_its_quiz(module, attempt, visitor):
    question = Question.objects.get(versions=attempt.drawn[0])
    question.content = [{"type": "single", "value": single("Autrement dit ?")}]
    question.save_revision().publish()
    question.unpublish()
    module.quiz.unpublish()

    assert "Autrement dit" not in visitor.get(url_of(attempt, 1)).content.decode()
    visitor.post(url_of(attempt, 1), right_form(attempt, 0))
    assert attempt.responses.get().points == 1


def test_the_editor_can_render_no_answer_into_any_cache(attempt, visitor):
    visitor.get(url_of(attempt, 1))
    visitor.post(url_of(attempt, 1), right_form(attempt, 0))
    response = visitor.get(url_of(attempt, 1))

    assert response.headers["Cache-Control"] == (
        "max-age=0, no-cache, no-store, must-revalidate, private"
    )
    assert cache.get(page_cache.key(response.wsgi_request)) is None


def test_a_practice_attempt_belongs_to_no_module(visitor):
    make_home(quiz=make_quiz(pass_mark=None))
    visitor.post(reverse("begin"))
    attempt = Attempt.objects.get()
    for number in (1, 2, 3):
        visitor.post(url_of(attempt, number), right_form(attempt, number - 1))

    result = visitor.get(reverse("result", args=[attempt.pk]))

    assert result.context["module"] is None
    assert result.context["passed"] is None
    assert result.context["retry_url"] == reverse("begin")
