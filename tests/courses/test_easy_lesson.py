"""The easy-to-read version of a lesson: its own address, the same completion."""

import pytest
from django.core.management import call_command
from wagtail.test.utils.form_data import streamfield

from courses.learning.models import LessonDone
from courses.models import LessonPage
from elearning.accounts.roles import TRAINER
from tests.editing import lesson_form, prose, sign_in
from tests.factories import make_lesson, make_module

pytestmark = pytest.mark.django_db

EASY = [{"type": "text", "value": "<p>Ne payez pas.</p>"}]


@pytest.fixture
def module():
    return make_module(lessons=0)


@pytest.fixture
def lesson(module):
    lesson = make_lesson(module, title="La demande", easy_body=EASY)
    make_lesson(module, title="La suite", easy_body=EASY)
    make_lesson(module, title="La fin")
    return lesson


def test_a_switch_leads_from_a_version_to_the_other(client, lesson):
    whole = client.get(lesson.url).content.decode()
    easy = client.get(lesson.easy_url).content.decode()

    assert lesson.easy_url == f"{lesson.url}facile-a-lire/"
    assert f'href="{lesson.easy_url}"' in whole
    assert f'href="{lesson.url}"' in easy
    assert "Ne payez pas." in easy
    assert "Ne payez pas." not in whole
    assert "Prenez une minute." not in easy


def test_a_lesson_without_one_says_nothing_of_it(client, module):
    lesson = make_lesson(module)

    assert "facile-a-lire" not in client.get(lesson.url).content.decode()
    assert client.get(f"{lesson.url}facile-a-lire/").status_code == 404


def test_it_is_finished_as_the_lesson_is_and_goes_on_in_easy_words(client, lesson):
    done = {"easy": "1"}
    following = LessonPage.objects.get(title="La suite")

    first = client.post(
        f"/lecons/{lesson.pk}/terminee/", done, headers={"Sec-Fetch-Site": "same-origin"}
    )
    second = client.post(
        f"/lecons/{following.pk}/terminee/", done, headers={"Sec-Fetch-Site": "same-origin"}
    )

    assert first.headers["Location"] == following.easy_url
    assert second.headers["Location"] == LessonPage.objects.get(title="La fin").url
    assert LessonDone.objects.filter(lesson=lesson).count() == 1


def test_the_pages_around_are_the_easiest_there_are(client, lesson):
    following = LessonPage.objects.get(title="La suite")
    page = client.get(following.easy_url).content.decode()

    assert f'href="{lesson.easy_url}"' in page
    assert f'href="{LessonPage.objects.get(title="La fin").url}"' in page


def test_its_words_find_the_lesson_once(client, lesson):
    call_command("update_index", verbosity=0)
    found = client.get("/recherche/", {"q": "payez"}).context["pages"]

    assert [page.title for page in found].count("La demande") == 1


def test_its_author_previews_it(lesson):
    url = f"/cms/pages/{lesson.pk}/edit/preview/"
    words = streamfield([("text", prose("<p>Des mots faciles.</p>"))])
    trainer = sign_in(TRAINER)

    trainer.post(url, lesson_form(("text", prose("<p>Entière.</p>")), easy_body=words))
    page = trainer.get(url, {"mode": "easy", "in_preview_panel": "true"}).content.decode()

    assert "Des mots faciles." in page
    assert "Entière." not in page
