"""What a learner sees of a question, before and after the answer."""

import pytest
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from quizzes import presentation
from quizzes.actions import record_response, start
from quizzes.models import QuestionVersion
from tests.conftest import right_form, wrong_form
from tests.factories import LearnerFactory, make_question, make_quiz, single
from tests.quizzes.engine.types.test_multiple import an_item as a_multiple_choice

pytestmark = pytest.mark.django_db


def permuted(content):
    """Yield the content with the key moved: every other mark of right and wrong."""
    if "options" in content:
        for right in range(len(content["options"])):
            options = [
                option | {"correct": index == right, "feedback": f"Retour {right}."}
                for index, option in enumerate(content["options"])
            ]
            yield content | {"options": options, "explanation": f"<p>{right}</p>"}
    else:
        yield content | {"answer": not content["answer"]}


@pytest.mark.parametrize("type_", ["single", "multiple", "true_false"])
def test_no_byte_before_the_answer_tells_the_right_option(type_, now):
    question = make_question(type_)
    version = question.current_version
    attempt = start(make_quiz(), LearnerFactory(), now)

    def page(content):
        version.content = content
        page = {"number": 1, "total": 3, "draw": attempt.draws[0]}
        context = presentation.asked(attempt, version, 0) | page
        return render_to_string("learning/question.html", context)

    pages = {page(content) for content in [version.content, *permuted(version.content)]}
    assert len(pages) == 1
    assert "Retour" not in pages.pop()


def test_options_are_known_by_their_place_on_the_screen_only(now):
    version = make_question(value=single(wrong=("B", "C", "D"))).current_version
    attempt = start(make_quiz(), LearnerFactory(), now)

    options = presentation.asked(attempt, version, 0)["options"]

    assert [option.position for option in options] == [0, 1, 2, 3]
    assert {*vars(options[0])} == {"position", "text", "picture"}
    keys = [option["key"] for option in version.content["options"]]
    assert not any(key in repr(options) for key in keys)


def test_a_quiz_that_does_not_shuffle_keeps_the_authors_order(now):
    attempt = start(make_quiz(shuffle_options=False), LearnerFactory(), now)
    version = QuestionVersion.objects.get(pk=attempt.drawn[0])

    texts = [option.text for option in presentation.asked(attempt, version, 0)["options"]]

    assert texts == ["Rappeler", "Cliquer", "Payer"]


def test_two_questions_of_an_attempt_are_shuffled_apart(now):
    attempt = start(make_quiz(questions=12), LearnerFactory(), now)
    item = QuestionVersion.objects.get(pk=attempt.drawn[0]).item

    assert len({attempt.order(position, item) for position in range(12)}) > 1


def test_true_and_false_are_the_words_of_the_site(now):
    version = make_question("true_false").current_version
    attempt = start(make_quiz(), LearnerFactory(), now)

    texts = [option.text for option in presentation.asked(attempt, version, 0)["options"]]

    assert texts == [_("True"), _("False")]


@pytest.mark.parametrize(
    ("html", "situation", "stem"),
    [
        ("<p>Que faire ?</p>", "", "Que faire ?"),
        ("<p>Un SMS.</p><p>Que faire ?</p>", "<p>Un SMS.</p>", "Que faire ?"),
        (
            "<p>A</p><ul><li>B</li></ul><p>C <b>?</b></p>",
            "<p>A</p><ul><li>B</li></ul>",
            "C <b>?</b>",
        ),
        ("Sans paragraphe", "", "Sans paragraphe"),
    ],
)
def test_only_the_question_itself_goes_into_the_heading(html, situation, stem):
    assert presentation.split_stem(html) == {"situation": situation, "stem": stem}


@pytest.mark.parametrize(
    ("form", "verdict", "chosen"),
    [(right_form, "right", "Rappeler"), (wrong_form, "wrong", None), (None, "unknown", None)],
)
def test_feedback_says_what_was_chosen_what_is_right_and_why(now, form, verdict, chosen):
    attempt = start(make_quiz(), LearnerFactory(), now)
    posted = form(attempt, 0) if form else {"dont_know": ["1"]}

    shown = presentation.explained(record_response(attempt, 0, posted, now).response)

    answers = shown["answers"]
    right = [option.text for option in answers["options"] if option.correct]
    assert (shown["verdict"], right) == (verdict, ["Rappeler"])
    assert [o.text for o in answers["options"] if o.chosen and o.correct] == (
        [chosen] if chosen else []
    )
    assert "Un autre canal confirme." in answers["explanation"]


def test_html_is_sanitised_once_more_on_its_way_out():
    assert presentation.harmless('<p onclick="x()">a<script>b</script></p>') == "<p>a</p>"


@pytest.mark.parametrize(
    ("chosen", "said"),
    [(["r1"], "Une autre bonne réponse"), (["w1"], "Une bonne réponse")],
)
def test_another_right_answer_is_said_of_one_beside_a_right_one_only(chosen, said):
    item = a_multiple_choice("partial")

    answers = presentation.feedback_to(item, {"chosen": chosen})["answers"]

    page = render_to_string("components/answer_options.html", answers)
    assert f"{said}\N{NO-BREAK SPACE}:" in page
