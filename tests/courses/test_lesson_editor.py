"""A trainer writes a lesson; faults are refused on publish, on the block at fault."""

import pytest
from django.utils.translation import gettext as _
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.test.utils.form_data import streamfield

from courses.models import LessonPage
from elearning.accounts.roles import ADMINISTRATOR, REVIEWER, TRAINER
from elearning.facts.models import Fact
from tests.editing import FACT, PUBLISH, faults, lesson_form, prose, sign_in
from tests.factories import ObjectiveFactory, make_module

pytestmark = pytest.mark.django_db

# Wagtail leaves the file of a picture that it has resized for the garbage collector to close.
resizes = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

MISSING = "This text quotes something that does not exist: %(kind)s “%(key)s”."
ALT = "Write an alternative text, or tick “decorative”, not both."
CLUE = "“%(quote)s” must stand exactly once in the message."


@pytest.fixture
def reviewer():
    return sign_in(REVIEWER)


@pytest.fixture
def module():
    return make_module(lessons=0)


@pytest.fixture
def add(module):
    return f"/cms/pages/add/courses/lessonpage/{module.pk}/"


@pytest.fixture
def picture():
    return get_image_model().objects.create(title="Un écran", file=get_test_image_file())


def image(picture, **value):
    return ("image", {"image": picture.pk, "alt": "", "decorative": "", "caption": ""} | value)


def message(*clues):
    texts = {"sender": "Colis", "body": "Payez sur suivi.example", "gesture": "Supprimez."}
    rest = dict.fromkeys(("context", "address", "subject", "received", "attachment", "genuine"), "")
    clues = [("item", {"quote": quote, "explanation": "Pressé."}) for quote in clues]
    return ("message", texts | rest | {"channel": "sms", "clues": streamfield(clues)})


@pytest.mark.parametrize("person", [ADMINISTRATOR, REVIEWER, TRAINER])
def test_the_page_of_a_new_lesson_opens(person, add):
    assert sign_in(person).get(add).status_code == 200


def test_a_lesson_is_written_and_published(reviewer, add):
    response = reviewer.post(add, lesson_form(("text", prose("<p>Une minute.</p>"))) | PUBLISH)

    assert response.status_code == 302
    assert LessonPage.objects.get().live


@resizes
@pytest.mark.parametrize("value", [{}, {"alt": "Un écran", "decorative": "on"}])
def test_an_image_is_described_or_decorative(reviewer, add, picture, value):
    response = reviewer.post(add, lesson_form(image(picture, **value)) | PUBLISH)

    assert faults(response, "body") == {"0.alt": [_(ALT)]}


def test_a_clue_stands_once_in_its_message(reviewer, add):
    response = reviewer.post(add, lesson_form(message("suivi.example", "ailleurs")) | PUBLISH)

    assert list(faults(response, "body").values()) == [[_(CLUE) % {"quote": "ailleurs"}]]


def test_an_unknown_fact_is_refused(reviewer, add):
    body = ("text", prose(f"<p>Le {FACT.format('3020')}.</p>"))

    response = reviewer.post(add, lesson_form(body) | PUBLISH)

    told = _(MISSING) % {"kind": Fact._meta.verbose_name, "key": "3020"}
    assert faults(response, "body") == {"0": [told]}


def test_an_unknown_page_is_refused(reviewer, add):
    body = ("text", prose('<p><a linktype="page" id="999999">Suite</a></p>'))

    assert "0" in faults(reviewer.post(add, lesson_form(body) | PUBLISH), "body")


def test_a_draft_may_be_unfinished(reviewer, add, picture):
    body = [image(picture), message("ailleurs"), ("text", prose(f"<p>{FACT.format('x')}</p>"))]

    response = reviewer.post(add, lesson_form(*body))

    assert response.status_code == 302
    assert not LessonPage.objects.get().live


def test_a_lesson_proposes_the_objectives_of_its_module(reviewer, add, module):
    ObjectiveFactory()

    form = reviewer.get(add).context["form"]

    proposed = set(form.fields["objectives"].queryset)
    assert proposed == {link.objective for link in module.objective_links.all()}


def test_an_introduction_quotes_what_exists(reviewer, module):
    url = f"/cms/pages/{module.pk}/edit/"
    form = reviewer.get(url).context["form"]

    bound = type(form)(
        {"introduction": prose(f"<p>{FACT.format('3020')}</p>"), "memo-count": "0"},
        instance=module,
        parent_page=module.get_parent(),
    )

    told = _(MISSING) % {"kind": Fact._meta.verbose_name, "key": "3020"}
    assert told in bound.errors["introduction"]


@resizes
def test_reading_a_lesson_with_an_image_writes_nothing(reviewer, visitor, add, picture):
    reviewer.post(add, lesson_form(image(picture, alt="Un écran")) | PUBLISH)
    lesson = LessonPage.objects.get()

    page = visitor.get(lesson.url).content.decode()

    assert 'alt="Un écran"' in page
    assert picture.renditions.exists()
