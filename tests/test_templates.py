"""What every template keeps to."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import loader
from wagtail.models import get_page_models

from quizzes.engine.types import TYPES

ROOT = Path(settings.BASE_DIR)
FOLDER = ROOT / "templates"
TEMPLATES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.html"))
# Django, allauth and browsers ask for these by name.
ASKED_BY_NAME = re.compile(
    r"(\d{3}|403_csrf|wagtailcore/shared/richtext)\.html"
    r"|(allauth|account|mfa|socialaccount|usersessions|wagtailadmin|wagtailsnippets)/.*"
)
COMMENT = re.compile(r"{#.*?#}|{% comment %}.*?{% endcomment %}|<!--.*?-->", re.DOTALL)
TRANSLATED = re.compile(r"{% blocktranslate.*?{% endblocktranslate %}|{%.*?%}|{{.*?}}", re.DOTALL)
MARKUP = re.compile(r"<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")


def source_of(name):
    return COMMENT.sub("", (FOLDER / name).read_text())


@pytest.fixture(scope="module")
def asked_for():
    """The names of templates that something of ours asks for."""
    folders = ("courses", "quizzes", "elearning", "templates")
    files = (path for folder in folders for path in (ROOT / folder).rglob("*"))
    written = (path.read_text() for path in files if path.suffix in (".py", ".html"))
    named = {name for text in written for name in re.findall(r"[\"']([\w/]+\.html)[\"']", text)}
    by_type = {f"quizzes/types/{type_}.html" for type_ in TYPES}
    return named | by_type | {page.template for page in get_page_models()}


@pytest.fixture(params=TEMPLATES)
def name(request):
    return request.param


def test_every_template_can_be_read(name):
    assert loader.get_template(name)


def test_every_template_is_used(name, asked_for):
    assert ASKED_BY_NAME.fullmatch(name) or name in asked_for


@pytest.mark.parametrize("type_", TYPES)
def test_every_type_of_question_has_its_form(type_):
    assert loader.get_template(f"quizzes/types/{type_}.html")


def test_every_word_shown_is_translated(name):
    bare = MARKUP.sub(" ", TRANSLATED.sub(" ", source_of(name)))

    assert re.findall(r"[^\W\d_]{3,}", bare) == []


def test_every_attribute_read_aloud_is_translated(name):
    bare = TRANSLATED.sub("", source_of(name))
    attributes = re.findall(r'\b(?:alt|title|aria-label|placeholder|content)="([^"]*)"', bare)

    spoken = [text for text in attributes if re.search(r"[^\W\d_]{3,} |[À-ÿ]", text)]
    assert spoken == []


def test_no_template_holds_style_or_behaviour(name):
    source = source_of(name)

    assert not re.search(r"\sstyle\s*=", source)
    # A message can ask for no stylesheet.
    assert name == "mail.html" or not re.search(r"<style\b", source)
    assert not re.search(r"<script(?![^>]*\bsrc=)", source)
    assert not re.search(r"\son[a-z]+\s*=", source)
    assert "javascript:" not in source


def test_no_template_asks_anything_of_another_site(name):
    sources = re.findall(r'\b(?:src|srcset|data|poster)="(https?:|//)', source_of(name))
    sheets = re.findall(r'<link[^>]*href="(https?:|//)', source_of(name))

    assert sources + sheets == []


@pytest.mark.parametrize(
    "name", [name for name in TEMPLATES if name.startswith(("components/", "courses/blocks/"))]
)
def test_a_component_says_which_variables_it_takes(name):
    assert (FOLDER / name).read_text().startswith("{# Variables: ")
