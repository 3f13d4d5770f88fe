"""A trainer sees pages as a learner would; a preview is neither kept nor mistaken for the page."""

import pytest

from elearning.accounts.roles import TRAINER
from tests.editing import lesson_form, prose, sign_in
from tests.factories import make_home, make_lesson, make_module

pytestmark = pytest.mark.django_db


@pytest.fixture
def trainer():
    return sign_in(TRAINER)


@pytest.fixture
def lesson():
    return make_lesson(make_module(lessons=0), title="Une page")


def preview(trainer, lesson, words):
    url = f"/cms/pages/{lesson.pk}/edit/preview/"
    form = lesson_form(("text", prose(f"<p>{words}</p>")), title=lesson.title, slug=lesson.slug)
    trainer.post(url, form)
    return trainer.get(url, {"mode": "", "in_preview_panel": "true"})


def read(visitor, lesson):
    """Open the public page at the site's own address, which its preview pretends to have."""
    return visitor.get(lesson.url, SERVER_NAME="localhost")


def test_a_preview_shows_the_edited_words(trainer, lesson):
    assert "Des mots neufs" in preview(trainer, lesson, "Des mots neufs").content.decode()


def test_a_preview_is_not_the_page_that_was_kept(trainer, visitor, lesson):
    read(visitor, lesson)

    assert "Des mots neufs" in preview(trainer, lesson, "Des mots neufs").content.decode()


def test_a_preview_is_not_kept_as_the_page(trainer, visitor, lesson):
    preview(trainer, lesson, "Pas encore public")

    assert "Pas encore public" not in read(visitor, lesson).content.decode()


def test_a_preview_may_be_framed_by_the_editor_and_shared_with_nobody(trainer, lesson):
    response = preview(trainer, lesson, "Des mots")

    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
    assert "'unsafe-inline'" not in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert "private" in response["Cache-Control"]
    assert "public" not in response["Cache-Control"]


def test_a_public_page_is_framed_by_nobody(visitor, lesson):
    response = visitor.get(lesson.url)

    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "DENY"


def test_every_kind_of_page_is_seen_as_a_draft(trainer, lesson):
    for page in [make_home(), *lesson.get_ancestors().exclude(depth__lte=2), lesson]:
        page = page.specific
        page.title = "Un nouveau titre"
        page.save_revision()

        response = trainer.get(f"/cms/pages/{page.pk}/view_draft/")

        assert response.status_code == 200, page
