"""A trainer writes questions and quizzes; faults are refused on publish, on the field at fault."""

import pytest
from django.utils.translation import gettext as _

from elearning.accounts.roles import REVIEWER
from elearning.facts.models import Fact
from quizzes.models import Question
from tests.editing import FACT, PUBLISH, faults, option, prose, question_form, sign_in, single
from tests.factories import CategoryFactory, ObjectiveFactory

pytestmark = pytest.mark.django_db

ADD = "/cms/snippets/quizzes/question/add/"
PLACEHOLDERS = {"number": 2, "kind": Fact._meta.verbose_name, "key": "3020"}
RIGHT, WRONG = option("Rappeler", correct=True), option("Cliquer")


@pytest.fixture
def reviewer():
    return sign_in(REVIEWER)


@pytest.fixture
def post():
    def post(client, content, **fields):
        return client.post(
            ADD, question_form(content, CategoryFactory(), ObjectiveFactory()) | fields
        )

    return post


def test_a_question_is_written_and_published_on_one_screen(reviewer, post):
    response = post(reviewer, single(RIGHT, WRONG), **PUBLISH)

    assert response.status_code == 302
    question = Question.objects.get()
    assert question.live
    assert question.current_version.number == 1
    assert question.slug == "que-faites-vous"


def test_two_questions_with_the_same_words_have_two_identifiers(reviewer, post):
    post(reviewer, single(RIGHT, WRONG))
    post(reviewer, single(RIGHT, WRONG))

    assert set(Question.objects.values_list("slug", flat=True)) == {
        "que-faites-vous",
        "que-faites-vous-2",
    }


@pytest.mark.parametrize(
    ("options", "texts", "place", "sentence"),
    [
        ([WRONG, option("Payer")], {}, "options", "No option is right: tick the right one."),
        (
            [RIGHT, option("Payer", correct=True)],
            {},
            "options",
            "Several options are ticked as right: only one can be.",
        ),
        (
            [RIGHT, option("  rappeler ")],
            {},
            "options.1.text",
            "Option %(number)s says the same as another option.",
        ),
        (
            [RIGHT, option("Payer", feedback="")],
            {},
            "options.1.feedback",
            "Option %(number)s has no feedback: say why, then what to do.",
        ),
        ([RIGHT, option("")], {}, "options.1.text", "Option %(number)s has no text."),
        ([RIGHT], {}, "options", "At least two options are needed."),
        ([RIGHT, WRONG], {"stem": "<p></p>"}, "stem", "Write the question."),
        (
            [RIGHT, WRONG],
            {"explanation": "<p> </p>"},
            "explanation",
            "Write the explanation: the rule to remember.",
        ),
        (
            [RIGHT, WRONG],
            {"stem": f"<p>Appelez le {FACT.format('3020')}</p>"},
            "stem",
            "This text quotes something that does not exist: %(kind)s “%(key)s”.",
        ),
    ],
)
def test_a_fault_is_refused_on_publish_where_it_is(reviewer, post, options, texts, place, sentence):
    response = post(reviewer, single(*options, **texts), **PUBLISH)

    assert response.status_code == 200
    assert faults(response, "content") == {f"0.{place}": [_(sentence) % PLACEHOLDERS]}
    assert not Question.objects.exists()


def test_an_assertion_must_be_true_or_false(reviewer, post):
    texts = {"stem": prose("<p>Le cadenas suffit.</p>"), "explanation": prose("<p>Non.</p>")}
    answers = {"answer": "", "feedback_true": "", "feedback_false": "Oui.", "misconception": ""}

    response = post(reviewer, [("true_false", texts | answers)], **PUBLISH)

    assert faults(response, "content") == {
        "0.answer": [_("Say whether it is true or false.")],
        "0.feedback_true": [_("Write the feedback to those who answer “true”.")],
    }


def test_every_fault_is_told_at_once(reviewer, post):
    content = single(option("", feedback=""), option(""), stem="", explanation="")

    response = post(reviewer, content, **PUBLISH)

    assert set(faults(response, "content")) == {
        "0.stem",
        "0.options",
        "0.options.0.text",
        "0.options.0.feedback",
        "0.options.1.text",
        "0.explanation",
    }


def test_a_draft_may_be_unfinished(reviewer, post):
    response = post(reviewer, single(option("", feedback=""), stem="", explanation=""))

    assert response.status_code == 302
    assert not Question.objects.get().live
