"""Search engines are led to what is live, and to nothing else."""

import pytest

from courses.models import LessonPage
from tests.factories import make_module

pytestmark = pytest.mark.django_db


def test_robots_are_kept_out_of_the_cms_and_shown_the_map(client):
    lines = client.get("/robots.txt").content.decode().splitlines()

    assert "Disallow: /cms/" in lines
    assert "Sitemap: http://testserver/sitemap.xml" in lines


def test_the_map_holds_live_pages_only(client):
    module = make_module(lessons=2)
    shown, hidden = LessonPage.objects.child_of(module).order_by("path")
    hidden.unpublish()

    places = client.get("/sitemap.xml").content.decode()

    assert f"<loc>{module.full_url}</loc>" in places
    assert f"<loc>{shown.full_url}</loc>" in places
    assert hidden.slug not in places


def test_the_map_costs_no_more_queries_for_more_pages(client, django_assert_max_num_queries):
    for _ in range(4):
        make_module(lessons=3)

    with django_assert_max_num_queries(12):
        client.get("/sitemap.xml")
