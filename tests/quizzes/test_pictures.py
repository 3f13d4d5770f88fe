"""Pictures and hints: written by a trainer, frozen, shown to a learner where the rules allow."""

import base64
import io
import re

import pytest
from django.template.loader import render_to_string
from PIL import Image
from wagtail.blocks import StructBlockValidationError

from quizzes import presentation
from quizzes.actions import record_response, start
from quizzes.blocks.pictures import IN_OPTION, IN_QUESTION, PictureBlock, frozen_picture
from quizzes.models import QuizDraw
from tests.conftest import right_form
from tests.factories import LearnerFactory, make_question, make_quiz, single
from tests.pictures import drawing, in_library, photograph

pytestmark = pytest.mark.django_db


def picture(image, alt="Un écran de téléphone", decorative=False) -> dict:
    return {"image": image.pk, "alt": alt, "decorative": decorative}


def illustrated(image) -> dict:
    """Return a question with a picture, a hint, and a picture for each option."""
    value = single(wrong=("Cliquer",)) | {"picture": picture(image), "hint": "Qui a commencé ?"}
    for option in value["options"]:
        alt = f"Image de {option['value']['text']}"
        option["value"] = option["value"] | {"picture": picture(image, alt)}
    return value


@pytest.fixture
def image(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return in_library(drawing())


@pytest.fixture
def asked(image, now):
    """Return the page that asks a question with pictures, in a quiz with these settings."""

    def asked(**rules):
        question = make_question(value=illustrated(image))
        quiz = make_quiz(**rules)
        quiz.draws = [QuizDraw(question=question)]
        quiz.save()
        quiz.save_revision().publish()
        quiz.refresh_from_db()
        attempt = start(quiz, LearnerFactory(), now)
        context = presentation.asked(attempt, question.current_version, 0)
        page = {"number": 1, "total": 1, "draw": {"points": 1, "section": ""}}
        return render_to_string("learning/question.html", context | page)

    return asked


def clean(value):
    block = PictureBlock()
    return block.clean(block.to_python(value))


@pytest.mark.parametrize(
    ("value", "place"),
    [
        ({"alt": "", "decorative": False}, "alt"),
        ({"alt": "Un écran", "decorative": True}, "alt"),
        ({"image": None, "alt": "Un écran"}, "image"),
        ({"image": None, "decorative": True}, "image"),
    ],
)
def test_a_picture_says_what_it_shows_or_that_it_is_decorative(image, value, place):
    with pytest.raises(StructBlockValidationError) as refused:
        clean({"image": image.pk} | value)
    assert set(refused.value.block_errors) == {place}


def test_a_picture_may_be_left_out_or_be_decorative(image):
    assert clean({})["image"] is None
    assert clean({"image": image.pk, "decorative": True})["image"] == image


@pytest.mark.parametrize("frame", [IN_QUESTION, IN_OPTION])
@pytest.mark.parametrize("content", [drawing(), drawing(200, 900), photograph()])
def test_a_picture_is_made_to_fit_its_frame(image, frame, content):
    image = in_library(content)
    frozen = frozen_picture(PictureBlock().to_python(picture(image)), frame)
    written = base64.b64decode(frozen["src"].removeprefix("data:image/webp;base64,"))
    shown = Image.open(io.BytesIO(written))
    assert shown.format == "WEBP"
    assert shown.size == (frozen["width"], frozen["height"])
    assert shown.width <= frame.width
    assert shown.height <= frame.height
    assert len(written) <= frame.weight


def test_a_small_picture_is_not_made_larger(image):
    small = in_library(drawing(30, 20))
    frozen = frozen_picture(PictureBlock().to_python(picture(small)), IN_QUESTION)
    assert (frozen["width"], frozen["height"]) == (30, 20)


def test_a_version_keeps_its_pictures_when_the_library_loses_them(image):
    question = make_question(value=illustrated(image))
    before = question.current_version.content
    image.delete()
    question.current_version.refresh_from_db()
    assert question.current_version.content == before
    assert question.current_version.item.picture.alt == "Un écran de téléphone"


def test_the_same_picture_makes_no_new_version(image):
    assert not make_question(value=illustrated(image)).freeze()


def test_each_picture_stands_in_the_page_with_its_size_and_what_it_shows(asked, image):
    page = asked()
    tags = re.findall(r"<img[^>]*>", page)
    assert 'alt="Un écran de téléphone"' in tags[0]
    assert len(tags) == 3
    assert all('width="' in tag and 'height="' in tag for tag in tags)
    assert "bonne-reponse" not in page
    assert "/media/" not in page


def test_a_decorative_picture_has_an_empty_text(image):
    value = single() | {"picture": picture(image, alt="", decorative=True)}
    item = make_question(value=value).current_version.item
    page = render_to_string("components/situation.html", presentation.form_of(item, range(3)))
    assert 'alt=""' in page


def test_pictures_come_back_with_the_feedback(asked, image, now):
    question = make_question(value=illustrated(image))
    quiz = make_quiz()
    attempt = start(quiz, LearnerFactory(), now)
    attempt.drawn[0] = question.current_version.pk
    attempt.save()
    response = record_response(attempt, 0, right_form(attempt, 0), now).response
    shown = presentation.explained(response)
    page = render_to_string("learning/feedback.html", shown)
    assert page.count("<img") == 3


@pytest.mark.parametrize(
    ("rules", "shown"),
    [
        ({"purpose": "practice", "pass_mark": None}, True),
        ({"purpose": "module"}, True),
        ({"purpose": "examination"}, False),
        ({"purpose": "module", "feedback": "end"}, False),
        ({"purpose": "module", "feedback": "never"}, False),
    ],
)
def test_a_hint_is_in_the_page_only_where_each_answer_is_explained_at_once(asked, rules, shown):
    page = asked(**rules)
    assert ("Qui a commencé" in page) is shown
    assert ("<details" in page.split("<main")[1]) is shown
