"""The buttons of public pages: the first one a visitor presses makes a learner."""

import pytest
from django.urls import reverse

from courses.learning.models import Enrolment, LessonDone
from elearning.accounts.models import Learner
from quizzes.models import Attempt
from tests.factories import make_home, make_lesson, make_module, make_quiz

pytestmark = pytest.mark.django_db


@pytest.fixture
def module():
    return make_module(lessons=2)


def test_begin_opens_the_quiz_of_the_home_page_where_it_was_left(visitor):
    make_home(quiz=make_quiz(pass_mark=None))

    first, second = (visitor.post(reverse("begin")).url for _ in range(2))

    assert first == second == reverse("attempt", args=[Attempt.objects.get().pk])


def test_begin_without_a_quiz_is_not_found_and_makes_nobody(visitor):
    make_home()

    assert visitor.post(reverse("begin")).status_code == 404
    assert not Learner.objects.exists()


def test_the_conditions_of_a_quiz_of_no_module_are_told_before_it_starts(visitor):
    make_home(quiz=make_quiz(pass_mark=None, time_limit=5))

    told = visitor.post(reverse("begin"))

    assert any("5 minutes" in sentence for sentence in told.context["sentences"])
    assert not Learner.objects.exists()
    assert f'action="{reverse("begin")}"' in told.content.decode()

    started = visitor.post(reverse("begin"), {"ready": "1"})

    assert started.url == reverse("attempt", args=[Attempt.objects.get().pk])


def test_take_the_quiz_enrols(module, visitor):
    response = visitor.post(reverse("start_quiz", args=[module.pk]))

    assert response.url == reverse("attempt", args=[Attempt.objects.get().pk])
    assert Enrolment.objects.get().module == module


def test_a_home_page_without_a_quiz_leads_to_the_catalogue(visitor):
    make_home()

    page = visitor.get("/").content.decode()

    assert f'action="{reverse("begin")}"' not in page
    assert f'class="button big" href="{reverse("catalogue")}"' in page


def test_a_module_offers_its_quiz_while_it_is_published(
    module, visitor, django_capture_on_commit_callbacks
):
    address = reverse("start_quiz", args=[module.pk])
    assert address in visitor.get(module.url).content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        module.quiz.unpublish()

    assert address not in visitor.get(module.url).content.decode()


@pytest.mark.parametrize("withdraw", ["module", "quiz"])
def test_what_is_not_published_is_not_started(module, visitor, withdraw):
    (module if withdraw == "module" else module.quiz).unpublish()

    assert visitor.post(reverse("start_quiz", args=[module.pk])).status_code == 404
    assert not Learner.objects.exists()


def test_lesson_finished_leads_to_the_next_one(module, visitor):
    first, last = module.lessons

    response = visitor.post(reverse("lesson_done", args=[first.pk]))

    assert response.url == last.url
    assert LessonDone.objects.get().lesson == first


def test_the_last_lesson_leads_to_where_the_learner_stands(module, visitor):
    _first, last = module.lessons

    response = visitor.post(reverse("lesson_done", args=[last.pk]), follow=True)

    assert response.redirect_chain == [(reverse("module_progress", args=[module.pk]), 302)]
    assert response.status_code == 200


def test_the_lesson_after_a_withdrawn_one_is_next(module, visitor):
    first, withdrawn = module.lessons
    third = make_lesson(module, title="Troisième")
    withdrawn.unpublish()

    assert visitor.post(reverse("lesson_done", args=[first.pk])).url == third.url


def test_a_lesson_that_is_not_published_is_not_finished(module, visitor):
    lesson = module.lessons[0]
    lesson.unpublish()

    assert visitor.post(reverse("lesson_done", args=[lesson.pk])).status_code == 404
    assert not Learner.objects.exists()


@pytest.mark.parametrize("number", ["0", "999999999", "9" * 40])
@pytest.mark.parametrize("address", ["/modules/{}/quiz/", "/lecons/{}/terminee/"])
def test_a_number_that_is_nothing_is_not_found(visitor, module, address, number):
    assert visitor.post(address.format(number)).status_code == 404


@pytest.mark.parametrize("name", ["begin", "share_device", "extra_time"])
def test_the_address_of_a_button_says_so_to_who_opens_it(visitor, name):
    response = visitor.get(reverse(name))

    assert (response.status_code, response.headers["Allow"]) == (405, "POST")
    assert "adresse d’un bouton" in response.content.decode()
    assert "no-store" in response.headers["Cache-Control"]
