"""A fact quoted in a question is frozen as the words it has on that day."""

import datetime

import pytest
from django.core.management import call_command
from django.utils import timezone

from elearning.facts.models import Fact
from quizzes.models import Question
from tests.factories import FactFactory, make_question, single

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexes")]

QUOTE = '<embed embedtype="fact" id="signaler"/>'


@pytest.fixture
def fact():
    return FactFactory(
        key="signaler", kind=Fact.Kind.CONTACT, value="33700", fallback="votre opérateur"
    )


@pytest.fixture
def question(fact, django_capture_on_commit_callbacks):
    value = single("Que faire ?") | {"explanation": f"<p>Transférez au {QUOTE}.</p>"}
    with django_capture_on_commit_callbacks(execute=True):
        return make_question(value=value)


def explanation_of(question):
    question = Question.objects.get(pk=question.pk)
    return question.current_version.content["explanation"]


def test_a_version_holds_words_not_the_fact(question):
    assert explanation_of(question) == "<p>Transférez au 33700.</p>"


def test_a_fact_published_with_another_value_freezes_its_questions_again(
    question, fact, django_capture_on_commit_callbacks
):
    fact.value = "33 700"
    with django_capture_on_commit_callbacks(execute=True):
        fact.save_revision().publish()

    assert explanation_of(question) == "<p>Transférez au 33&nbsp;700.</p>"
    assert question.versions.count() == 2


def test_a_withdrawn_fact_leaves_its_fallback(question, fact, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        fact.unpublish()

    assert explanation_of(question) == "<p>Transférez au votre opérateur.</p>"


def test_a_fact_past_its_date_leaves_its_fallback_at_the_next_round(question, fact, monkeypatch):
    the_day_after = fact.verify_again_on + datetime.timedelta(days=1)
    monkeypatch.setattr(timezone, "localdate", lambda: the_day_after)

    call_command("freeze_questions")

    assert explanation_of(question) == "<p>Transférez au votre opérateur.</p>"


def test_a_round_without_news_writes_nothing(question):
    call_command("freeze_questions")

    assert question.versions.count() == 1


def test_a_question_that_quotes_no_fact_is_left_alone(question, fact):
    make_question()

    assert list(Question.objects.quoting_facts()) == [question]


def test_a_draft_that_quotes_a_fact_stays_a_draft(fact, django_capture_on_commit_callbacks):
    value = single() | {"explanation": f"<p>{QUOTE}</p>"}
    draft = make_question(published=False, value=value)

    with django_capture_on_commit_callbacks(execute=True):
        fact.save_revision().publish()

    assert draft.versions.count() == 0


def test_a_fact_cannot_bring_markup_into_a_question(fact):
    Fact.objects.update(value="<b>33700</b>")
    value = single() | {"explanation": f"<p>Au {QUOTE}.</p>"}

    question = make_question(value=value)

    assert explanation_of(question) == "<p>Au &lt;b&gt;33700&lt;/b&gt;.</p>"
