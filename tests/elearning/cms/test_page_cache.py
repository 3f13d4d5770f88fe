import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone

from elearning.cms import page_cache
from elearning.cms.middleware import PublicPageCacheMiddleware
from elearning.cms.public import NotPublic, public_page


def answering(*bodies):
    """Return a middleware in front of a view that answers each body in turn."""
    answers = iter(bodies)
    return PublicPageCacheMiddleware(lambda request: public_page(HttpResponse(next(answers))))


def test_a_page_is_rendered_once(rf):
    serve = answering("one", "two")

    assert [serve(rf.get("/a/")).content for _ in range(2)] == [b"one", b"one"]
    assert serve(rf.get("/b/")).content == b"two"


@pytest.mark.parametrize("method", ["post", "put", "delete", "options"])
def test_only_reading_is_answered_from_what_is_kept(rf, method):
    serve = answering("one", "two")
    serve(rf.get("/a/"))

    assert serve(getattr(rf, method)("/a/")).content == b"two"


def test_a_head_keeps_no_empty_page_for_those_who_read(rf):
    serve = answering("", "whole")
    serve(rf.head("/a/"))

    assert serve(rf.get("/a/")).content == b"whole"


def test_a_preview_is_neither_kept_nor_answered_from_what_is_kept(rf):
    serve = answering("draft", "public")
    preview = rf.get("/a/")
    preview.is_dummy = True
    serve(preview)

    assert serve(rf.get("/a/")).content == b"public"


def test_a_page_of_one_person_is_not_kept(rf):
    serve = PublicPageCacheMiddleware(lambda request: HttpResponse("mine"))
    serve(rf.get("/a/"))

    assert cache.get(page_cache.key(rf.get("/a/"))) is None


@pytest.mark.django_db
def test_a_page_rendered_while_a_publication_commits_is_not_kept_as_new(
    rf, django_capture_on_commit_callbacks
):
    def view(request):
        body = bodies.pop()
        if body == "old":
            with django_capture_on_commit_callbacks(execute=True):
                page_cache.forget_all()
        return public_page(HttpResponse(body))

    bodies = ["new", "old"]
    serve = PublicPageCacheMiddleware(view)

    assert [serve(rf.get("/a/")).content for _ in range(2)] == [b"old", b"new"]


@pytest.mark.django_db
def test_a_publication_that_is_rolled_back_forgets_nothing(django_capture_on_commit_callbacks):
    before = page_cache.generation()

    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        page_cache.forget_all()
        transaction.set_rollback(True)

    assert page_cache.generation() == before


def test_a_page_is_kept_until_midnight_at_most(monkeypatch):
    paris = ZoneInfo("Europe/Paris")
    for moment, seconds in [
        (datetime.datetime(2026, 6, 1, 23, 59, 30, tzinfo=paris), 30),
        (datetime.datetime(2026, 6, 1, 0, 0, 0, tzinfo=paris), 24 * 3600),
        (datetime.datetime(2026, 6, 1, 23, 59, 59, 999_999, tzinfo=paris), 1),
    ]:
        monkeypatch.setattr(timezone, "localtime", lambda moment=moment: moment)
        assert page_cache.seconds_to_midnight() == seconds


def test_a_public_page_may_not_set_a_cookie():
    response = HttpResponse("x")
    response.set_cookie("a", "b")

    with pytest.raises(NotPublic):
        public_page(response)


def test_a_public_page_may_not_depend_on_a_cookie():
    with pytest.raises(NotPublic):
        public_page(HttpResponse("x", headers={"Vary": "Accept, Cookie"}))
