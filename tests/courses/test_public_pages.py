"""Public pages are the same bytes for everybody, are kept whole, and follow every publication."""

import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import PageViewRestriction, Site

from courses.models import HomePage, LessonPage, ModulePage, OrientationPage
from elearning.accounts.models import Learner
from elearning.cms import page_cache
from elearning.cms.models import CustomImage, SiteSettings
from elearning.facts.models import Fact
from quizzes.models import Objective, Quiz
from tests.factories import FactFactory, UserFactory, make_lesson, make_module

pytestmark = pytest.mark.django_db

PAGES = {
    "home": lambda: "/",
    "catalogue": lambda: reverse("catalogue"),
    "orientation": lambda: OrientationPage.objects.get().url,
    "module": lambda: ModulePage.objects.get().url,
    "lesson": lambda: LessonPage.objects.get().url,
}


@pytest.fixture
def module():
    module = make_module(lessons=0)
    make_lesson(
        module,
        body=[
            ("heading", "Un titre"),
            ("text", '<p>Au <embed embedtype="fact" id="signaler"/>.</p>'),
            ("callout", {"tone": "geste", "title": "À faire", "text": "<p>Notez-le.</p>"}),
        ],
    )
    FactFactory(key="signaler", value="33700")
    return module


@pytest.fixture(params=PAGES)
def url(request, module):
    return PAGES[request.param]()


def learner_browser(module):
    browser = Client(headers={"Sec-Fetch-Site": "same-origin"})
    browser.post(reverse("start_quiz", args=[module.pk]))
    assert "learner" in browser.cookies
    return browser


def signed_in_browser():
    browser = Client()
    browser.force_login(UserFactory())
    return browser


def test_the_same_bytes_for_everybody(url, module):
    bodies = set()
    for browser in (Client(), learner_browser(module), signed_in_browser()):
        cache.clear()
        response = browser.get(url)
        assert response.status_code == 200
        assert not response.cookies
        assert "Cookie" not in response.headers.get("Vary", "")
        assert response.headers["Cache-Control"] == (
            "public, max-age=60, s-maxage=600, stale-while-revalidate=600"
        )
        bodies.add(response.content)

    assert len(bodies) == 1


def test_no_query_once_it_is_kept(url, client, module, django_assert_num_queries):
    first = client.get(url)

    for browser in (client, learner_browser(module), signed_in_browser()):
        with django_assert_num_queries(0):
            kept = browser.get(url)
        assert kept.content == first.content
        assert not kept.cookies


def test_a_kept_page_answers_head_and_says_it_has_not_changed(url, client):
    etag = client.get(url).headers["ETag"]

    assert client.head(url).status_code == 200
    assert client.get(url, headers={"If-None-Match": etag}).status_code == 304


def test_a_query_string_is_neither_kept_nor_answered_from_what_is_kept(client, module, rf):
    client.get("/?x=1")
    assert cache.get(page_cache.key(rf.get("/"))) is None

    client.get("/")
    HomePage.objects.update(headline="Changé par derrière")
    assert "Changé par derrière" in client.get("/?x=1").content.decode()


def test_hosts_do_not_share_their_pages(client, module):
    client.get("/", headers={"Host": "localhost"})
    HomePage.objects.update(headline="Changé par derrière")

    assert "Changé" in client.get("/", headers={"Host": "127.0.0.1"}).content.decode()


def test_what_is_not_found_is_not_kept(client, module, rf):
    client.get("/nulle-part/")

    assert cache.get(page_cache.key(rf.get("/nulle-part/"))) is None


def publish_page():
    page = ModulePage.objects.get()
    page.summary = "Un autre résumé."
    page.save_revision().publish()


def change_slug():
    page = ModulePage.objects.get()
    page.slug = "autre-adresse"
    page.save_revision().publish()


def move_page():
    orientation = OrientationPage(title="Se former", introduction="Des métiers.")
    HomePage.objects.get().add_child(instance=orientation)
    ModulePage.objects.get().move(orientation, pos="last-child")


def publish_fact():
    fact = Fact.objects.get()
    fact.value = "33 700"
    fact.save_revision().publish()


def publish_quiz():
    quiz = Quiz.objects.get()
    quiz.pass_mark = 60
    quiz.save_revision().publish()


def change_settings():
    SiteSettings(site=Site.objects.get(), name="Autre nom").save()


def change_objective():
    objective = Objective.objects.first()
    objective.statement = "Repérer autrement."
    objective.save()


def delete_image():
    image = CustomImage.objects.create(title="Un écran", file=get_test_image_file())
    CustomImage.objects.filter(pk=image.pk).delete()


@pytest.mark.parametrize(
    "change",
    [
        publish_page,
        change_slug,
        move_page,
        lambda: ModulePage.objects.get().unpublish(),
        lambda: LessonPage.objects.get().delete(),
        publish_fact,
        lambda: Fact.objects.get().unpublish(),
        publish_quiz,
        lambda: Quiz.objects.get().unpublish(),
        change_settings,
        change_objective,
        delete_image,
    ],
    ids=[
        "page published",
        "address changed",
        "page moved",
        "page withdrawn",
        "page deleted",
        "fact published",
        "fact withdrawn",
        "quiz published",
        "quiz withdrawn",
        "settings changed",
        "objective changed",
        "image deleted",
    ],
)
def test_a_change_of_what_is_shown_forgets_every_kept_page(
    module, change, django_capture_on_commit_callbacks
):
    before = page_cache.generation()

    with django_capture_on_commit_callbacks(execute=True):
        change()

    assert page_cache.generation() > before


def test_a_published_fact_is_read_at_once(client, module, django_capture_on_commit_callbacks):
    url = PAGES["lesson"]()
    assert "Au 33700." in client.get(url).content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        publish_fact()

    assert "Au 33\N{NO-BREAK SPACE}700." in client.get(url).content.decode()


def test_what_was_deleted_from_the_library_leaves_its_words(client, module):
    image = {"image": None, "alt": "Coupez le réseau.", "decorative": False, "caption": ""}
    video = {
        "title": "Le film",
        "video": None,
        "captions": None,
        "transcript": "<p>Tout y est.</p>",
    }
    body = [
        ("image", image),
        ("image", image | {"alt": "", "decorative": True}),
        ("file", {"title": "La fiche", "document": None}),
        ("video", video),
    ]
    make_lesson(module, body=body, slug="perdue")

    page = client.get(f"{module.url}perdue/").content.decode()

    assert "<p>Coupez le réseau.</p>" in page
    assert "Tout y est." in page
    assert not re.search(r'La fiche|class="picture"|<video|href=""', page)


def test_a_draft_shows_nothing(client, module):
    module.title = "Titre à venir"
    module.save_revision()

    assert "Titre à venir" not in client.get(module.url).content.decode()


def test_reading_writes_nothing_and_makes_nobody(url, client):
    """The guard of tests/guards.py fails any GET that writes."""
    client.get(url)

    assert not Learner.objects.exists()


def test_a_reserved_address_is_not_shadowed_by_a_page(client, module):
    assert client.get("/catalogue/").templates[0].name == "courses/catalogue.html"


def test_a_page_kept_for_everybody_cannot_be_private_to_some(client, module):
    PageViewRestriction.objects.create(page=module, restriction_type=PageViewRestriction.LOGIN)

    assert client.get(module.url).status_code == 200
    assert ModulePage.private_page_options == []
