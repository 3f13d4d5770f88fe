"""Trainers find their questions: a list with filters and search, choosers instead of selects."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from taggit.models import Tag

from elearning.accounts.roles import TRAINER
from tests.editing import sign_in
from tests.factories import CategoryFactory, ObjectiveFactory, make_question, single, true_false

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexes")]

LIST = "/cms/snippets/quizzes/question/"


@pytest.fixture
def trainer():
    return sign_in(TRAINER)


@pytest.fixture
def bank():
    return {
        "sms": make_question(value=single("Un SMS arrive"), tags=["sms"]),
        "padlock": make_question("true_false", value=true_false("Un cadenas suffit")),
        "draft": make_question(value=single("Un brouillon"), published=False),
    }


def listed(response):
    return set(response.context["page_obj"].object_list)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", {"sms", "padlock", "draft"}),
        ("type=true_false", {"padlock"}),
        ("state=draft", {"draft"}),
        ("state=live", {"sms", "padlock"}),
        ("q=cadenas", {"padlock"}),
        ("q=un&type=single&state=live", {"sms"}),
    ],
)
def test_questions_are_found_by_filters_and_words(trainer, bank, query, names):
    assert listed(trainer.get(f"{LIST}?{query}")) == {bank[name] for name in names}


def test_questions_are_found_by_tag_category_and_objective(trainer, bank):
    sms = bank["sms"]

    for query in (
        f"tag={sms.tags.get().pk}",
        f"category={sms.category_id}",
        f"objective={sms.objective_id}&q=arrive",
    ):
        assert listed(trainer.get(f"{LIST}?{query}")) == {sms}


def test_a_question_with_unpublished_changes_is_found(trainer, bank):
    bank["sms"].save_revision()

    assert listed(trainer.get(f"{LIST}?state=changed")) == {bank["sms"]}


def queries_of(client, url):
    """Count queries, but those of Wagtail's status column, which asks each row's schedule."""
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
    return sum('approved_go_live_at" IS NOT NULL' not in query["sql"] for query in queries)


def test_the_list_costs_the_same_whatever_it_holds(trainer, bank):
    queries_of(trainer, LIST)
    few = queries_of(trainer, LIST)
    for _ in range(10):
        make_question(tags=["lien"])

    assert queries_of(trainer, LIST) == few


@pytest.mark.parametrize("url", ["/cms/snippets/quizzes/quiz/add/", f"{LIST}add/"])
def test_the_editor_holds_no_list_of_the_bank(trainer, bank, url):
    ObjectiveFactory(label="Un objectif entre mille")
    CategoryFactory(name="Un tiroir entre mille")

    page = trainer.get(url).content.decode()

    assert "entre mille" not in page
    assert "Un SMS arrive" not in page


def test_a_question_is_chosen_by_its_words(trainer, bank):
    response = trainer.get("/cms/snippets/choose/quizzes/question/results/?q=cadenas")

    assert "Un cadenas suffit" in response.content.decode()
    assert "Un SMS arrive" not in response.content.decode()


def test_the_question_just_written_is_the_first_to_choose(trainer, bank):
    for view in ("", "results/"):
        response = trainer.get(f"/cms/snippets/choose/quizzes/question/{view}")

        shown = [question.pk for question in response.context["results"]]
        assert shown == sorted(shown, reverse=True)


def test_a_draw_chooses_among_the_tags_of_questions(trainer, bank):
    Tag.objects.create(name="une image", slug="une-image")

    page = trainer.get("/cms/question_tags/results/").content.decode()

    assert "sms" in page
    assert "une image" not in page
