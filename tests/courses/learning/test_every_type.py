"""Every type of question as a browser meets it: nothing tells the key, nothing forged is stored."""

import re

import pytest

from courses.learning.views.questions import IN_PLACE
from quizzes.engine.types import TYPES
from quizzes.models import Attempt, Quiz, QuizDraw
from tests import conftest
from tests.factories import make_module, make_question
from tests.pictures import drawing, in_library
from tests.questions import VALUES
from tests.quizzes.engine.samples.common import OTHER_FEEDBACK
from tests.quizzes.engine.strategies import SAMPLES

pytestmark = pytest.mark.django_db
every_type = pytest.mark.parametrize("key", TYPES)
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')


@pytest.fixture
def ask(settings, tmp_path, visitor):
    """Ask a question of a type, with a picture and a hint; return its attempt and its address.

    With others before it, those of the first one.
    """

    def ask(key, *before):
        settings.MEDIA_ROOT = tmp_path
        picture = {"image": in_library(drawing()).pk, "alt": "Un écran", "decorative": False}
        value = VALUES[key] | {"hint": "Qui a commencé ?", "picture": picture}
        quiz = Quiz(title="Quiz", slug="quiz", pass_mark=80, live=False, shuffle_questions=False)
        questions = [*before, make_question(key, value=value)]
        quiz.draws = [QuizDraw(question=question) for question in questions]
        quiz.save()
        quiz.save_revision().publish()
        module = make_module(quiz=Quiz.objects.get(pk=quiz.pk))
        visitor.post(f"/modules/{module.pk}/quiz/")
        attempt = Attempt.objects.get()
        return attempt, f"/quiz/{attempt.pk}/1/"

    return ask


def right_form(attempt, key) -> dict[str, list[str]]:
    question = attempt.edition.rows.get().question
    item = question.current_version.item
    sample = SAMPLES[key]
    pick = sample.right_pick(item.content)
    return dict(sample.post(item.content, pick, attempt.order(0, item)))


@every_type
def test_no_byte_of_the_page_depends_on_the_key(ask, visitor, key):
    attempt, address = ask(key)
    version = attempt.edition.rows.get().question.current_version
    pages = [visitor.get(address).content.decode()]
    other = SAMPLES[key].rekey(version.content) | {"explanation": "<p>Une autre règle.</p>"}
    type(version).objects.filter(pk=version.pk).update(content=other)
    type(version).kept.cache_clear()
    pages.append(visitor.get(address).content.decode())

    first, second = (TOKEN.sub("", page) for page in pages)
    assert first == second
    assert 'alt="Un écran"' in first
    assert "Qui a commencé" in first
    assert OTHER_FEEDBACK not in first
    assert "bonne-reponse" not in first


@every_type
def test_no_byte_of_the_question_that_comes_with_an_explanation_depends_on_its_key(
    ask, visitor, key
):
    attempt, address = ask(key, make_question())
    version = attempt.edition.rows.get(pool=1).question.current_version
    pages = [asked_after_an_answer(visitor, attempt, address)]
    attempt.responses.all().delete()
    other = SAMPLES[key].rekey(version.content) | {"explanation": "<p>Une autre règle.</p>"}
    type(version).objects.filter(pk=version.pk).update(content=other)
    type(version).kept.cache_clear()
    pages.append(asked_after_an_answer(visitor, attempt, address))

    first, second = (TOKEN.sub("", page) for page in pages)
    assert first == second
    assert 'alt="Un écran"' in first


def asked_after_an_answer(visitor, attempt, address) -> str:
    response = visitor.post(address, conftest.right_form(attempt, 0), headers={"Prefer": IN_PLACE})
    _explained, asked, _end = response.content.decode().split("</template>")
    return asked


@every_type
def test_what_no_form_of_ours_sends_is_a_400_that_stores_nothing(ask, visitor, key):
    attempt, address = ask(key)
    form = right_form(attempt, key)
    name, values = next(iter(form.items()))
    forged = [
        form | {"inconnu": ["1"]},
        form | {name: [*values, *values]},
        form | {"dont_know": ["2"]},
        form | {"dont_know": ["1", "1"]},
        {"inconnu": ["1"]},
        {f"{name}[]": values},
    ]
    for posted in forged:
        assert visitor.post(address, posted).status_code == 400, posted
    assert not attempt.responses.exists()
    assert visitor.post(address, form).status_code == 302
    assert attempt.responses.count() == 1
