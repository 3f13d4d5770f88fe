"""What the browser may load, and who may frame us."""

import re

import pytest
from django.conf import settings
from django.urls import reverse

from tests.factories import UserFactory, make_module

pytestmark = pytest.mark.django_db


def policy_of(response):
    directives = response.headers["Content-Security-Policy"].split(";")
    return {name: sources for name, *sources in map(str.split, directives)}


@pytest.fixture(params=["/", "/catalogue/", "/mon-parcours/", "/verifier/", "/nulle-part/"])
def page(request, client):
    make_module()
    return client.get(request.param)


def test_the_strict_policy_lets_in_nothing_inline_and_nothing_from_elsewhere(page):
    policy = policy_of(page)

    assert policy["default-src"] == ["'none'"]
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == ["'self'"]
    assert policy["frame-ancestors"] == policy["base-uri"] == ["'none'"]
    assert "'unsafe-inline'" not in page.headers["Content-Security-Policy"]


def test_our_addresses_are_told_to_nobody(page):
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert page.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert page.headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_the_browser_is_asked_for_no_camera_no_place_no_microphone(page):
    for name in ("camera", "geolocation", "microphone", "payment"):
        assert f"{name}=()" in page.headers["Permissions-Policy"]


def test_a_kept_page_keeps_its_policy(client):
    make_module()
    first, kept = client.get("/"), client.get("/")

    assert policy_of(first) == policy_of(kept)


def test_pages_carry_nothing_inline(page):
    html = page.content.decode()

    assert " style=" not in html
    assert "<style" not in html
    assert " on" + "click=" not in html
    assert html.count("<script") == html.count("<script src=")


def test_the_editor_has_a_wider_policy_that_still_keeps_others_out(client):
    client.force_login(UserFactory(is_superuser=True))

    policy = policy_of(client.get(reverse("wagtailadmin_home")))

    assert policy["script-src"] == ["'self'", "'unsafe-inline'"]
    assert policy["default-src"] == ["'none'"]
    assert policy["frame-ancestors"] == ["'self'"]


def test_an_address_that_only_begins_like_the_editor_has_the_strict_policy(client):
    make_module()

    assert "'unsafe-inline'" not in client.get("/cmsx/").headers["Content-Security-Policy"]


def test_our_scripts_write_no_html_and_merge_no_objects():
    """What they read of a page is text; nothing of it can become a key of an object.

    answer.js shows whole pages of this server, under the policy that they are gone to with.
    """
    scripts = sorted((settings.BASE_DIR / "static" / "js").glob("*.js"))
    forbidden = re.compile(
        r"(inner|outer)HTML|insertAdjacentHTML|document\.write|\beval\(|new Function|__proto__"
        r"|Object\.assign|JSON\.parse|\[[a-z]\w*\]\s*=[^=]"
    )

    assert scripts
    assert not [script.name for script in scripts if forbidden.search(script.read_text())]
