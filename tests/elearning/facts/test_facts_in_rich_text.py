"""Facts in the editor: chosen in rich text, kept by key, found again where they are used."""

import json
import re

import pytest
from django.contrib.messages import get_messages
from django.utils.translation import gettext as _
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from elearning.accounts.roles import REVIEWER, TRAINER
from elearning.cms.blocks import RICH_TEXT_FEATURES
from elearning.facts.models import Fact
from tests.editing import FACT, sign_in
from tests.factories import FactFactory, make_lesson, make_module, make_question, single

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexes")]

SENTENCE = f"<p>Transférez-le au {FACT.format('sms')} sans répondre.</p>"


@pytest.fixture
def fact():
    return FactFactory(key="sms", label="Signaler un SMS", value="33700")


@pytest.fixture
def converter():
    return ContentstateConverter(features=RICH_TEXT_FEATURES)


def test_the_editor_shows_the_words_and_where_they_come_from(fact, converter):
    state = json.loads(converter.from_database_format(SENTENCE))

    (block,) = state["blocks"]
    (entity,) = state["entityMap"].values()
    assert block["text"] == "Transférez-le au 33700 sans répondre."
    assert block["entityRanges"] == [{"key": 0, "offset": 17, "length": 5}]
    assert (entity["type"], entity["mutability"]) == ("FACT", "IMMUTABLE")
    assert "AF2M" in entity["data"]["source"]


@pytest.mark.parametrize(
    "html",
    [
        SENTENCE,
        f"<p>{FACT.format('sms')}</p>",
        f"<p>{FACT.format('sms')}{FACT.format('sms')}, deux fois</p>",
        f"<ul><li><b>Au</b> {FACT.format('sms')} ; puis</li></ul>",
        f"<p>{FACT.format('inconnu')} reste à corriger</p>",
    ],
)
def test_what_the_editor_reads_it_writes_back(fact, converter, html):
    written = converter.to_database_format(converter.from_database_format(html))

    assert without_keys(written) == html


def without_keys(html):
    """Set aside the keys that the editor gives to paragraphs."""
    return re.sub(r' data-block-key="\w+"', "", html)


def test_a_fact_chosen_brings_its_words(fact):
    response = sign_in(TRAINER).get("/cms/snippets/choose/facts/fact/chosen/sms/")

    result = response.json()["result"]
    assert (result["id"], result["words"], result["label"]) == ("sms", "33700", "Signaler un SMS")


def test_a_fact_knows_where_it_is_used(fact, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        lesson = make_lesson(make_module(lessons=0), body=[("text", SENTENCE)], title="Une leçon")
        make_question(value=single("Que faire ?") | {"explanation": SENTENCE})

    page = sign_in(TRAINER).get("/cms/snippets/facts/fact/usage/sms/").content.decode()

    assert lesson.title in page
    assert "Que faire ?" in page


def test_a_quoted_fact_cannot_be_deleted(fact, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        make_lesson(make_module(lessons=0), body=[("text", SENTENCE)])

    response = sign_in(REVIEWER).post("/cms/snippets/facts/fact/delete/sms/")

    (message,) = get_messages(response.wsgi_request)
    assert str(message) == _(
        "“%(name)s” is quoted. Unpublish it instead: its words without the value will "
        "take its place."
    ) % {"name": fact}
    assert Fact.objects.filter(pk="sms").exists()


def test_a_fact_that_nobody_quotes_may_go(fact):
    sign_in(REVIEWER).post("/cms/snippets/facts/fact/delete/sms/")

    assert not Fact.objects.exists()
