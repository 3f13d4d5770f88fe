"""What an author may get wrong or slip in: refused in words, on the block; or harmless."""

import json
import re

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.test.utils.form_data import streamfield

from courses.models import LessonPage
from elearning.accounts.roles import REVIEWER
from elearning.cms.models import CustomDocument
from tests.editing import FACT, PUBLISH, faults, lesson_form, prose, sign_in
from tests.factories import make_module, make_question
from tests.xss.payloads import STRONG

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

ENGLISH = re.compile(r"\b(the|must|is|this|of|and)\b")


@pytest.fixture
def add():
    return f"/cms/pages/add/courses/lessonpage/{make_module(lessons=0).pk}/"


def seeded():
    """Return eight blocks, each with a fault of its own."""
    picture = get_image_model().objects.create(title="Un écran", file=get_test_image_file())
    note = CustomDocument(title="Note")
    note.file.save("note.pdf", ContentFile(b"%PDF-1.4"))
    message = {"sender": "Colis", "body": "Payez.", "gesture": "Supprimez.", "channel": "sms"}
    clue = ("item", {"quote": "absent", "explanation": "Pressé."})
    rest = dict.fromkeys(("context", "address", "subject", "received", "attachment", "genuine"), "")
    film = {"title": "Un film", "video": note.pk, "captions": note.pk}
    step = ("item", {"title": "Un seul", "text": prose("<p>Pas deux.</p>")})
    return [
        ("heading", ""),
        ("image", {"image": picture.pk, "alt": "", "decorative": "", "caption": ""}),
        ("message", rest | message | {"clues": streamfield([clue])}),
        ("text", prose(f"<p>{FACT.format('inconnu')}</p>")),
        ("text", prose('<p><a linktype="page" id="999999">là</a></p>')),
        ("video", film | {"transcript": prose("<p>Ce qui est dit.</p>")}),
        ("practice", make_question(published=False).pk),
        ("steps", {"title": "Pas à pas", "steps": streamfield([step])}),
    ]


def test_eight_seeded_faults_give_eight_refusals_that_name_their_block(add):
    response = sign_in(REVIEWER).post(add, lesson_form(*seeded()) | PUBLISH)

    told = faults(response, "body")
    assert {place.partition(".")[0] for place in told} == set("01234567")
    for sentences in told.values():
        assert sentences
        assert not [sentence for sentence in sentences if ENGLISH.search(sentence)]
    assert "texte de remplacement" in told["1.alt"][0]
    assert "n’existe pas" in told["3"][0]
    assert "n’existe pas" in told["4"][0]
    assert not LessonPage.objects.filter(title="Leçon").exists()


def raw(text: str) -> str:
    """Return rich text that a hostile browser posts: the words and a link that runs."""
    link = {"type": "LINK", "mutability": "MUTABLE", "data": {"url": "javascript:fired()"}}
    block = {
        "key": "aaaaa",
        "text": text,
        "type": "unstyled",
        "depth": 0,
        "inlineStyleRanges": [],
        "entityRanges": [{"offset": 0, "length": len(text), "key": 0}],
        "data": {},
    }
    return json.dumps({"blocks": [block], "entityMap": {"0": link}})


def test_hostile_html_posted_straight_is_neutral_in_the_database_and_on_the_page(add, client):
    hostile = [payload.replace("\n", " ")[:200] for payload in STRONG]
    blocks = [("text", raw(payload)) for payload in hostile]
    blocks += [("heading", payload) for payload in hostile]
    form = lesson_form(*blocks, title="<script>fired()</script>", summary=hostile[0][:160])

    response = sign_in(REVIEWER).post(add, form | PUBLISH)

    assert response.status_code == 302, faults(response, "body")
    lesson = LessonPage.objects.get(slug="lecon")
    for block in lesson.body.blocks_by_name("text"):
        stored = BeautifulSoup(block.value.source, "html.parser")
        assert {tag.name for tag in stored.find_all()} <= {"p", "a", "b", "i", "br"}
        assert not stored.find_all(href=lambda href: href and "script" in href)
    page = BeautifulSoup(client.get(lesson.url).content, "html.parser")
    assert all(script.get("src", "").startswith("/static/") for script in page.find_all("script"))
    for tag in page.main.find_all():
        assert not [name for name in tag.attrs if name.startswith("on") or name == "srcdoc"]
        assert "javascript:" not in tag.get("href", "")
