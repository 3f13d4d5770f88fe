"""The one sanitiser, with a second opinion: bleach changes nothing in what it lets through."""

import bleach
import pytest
from bleach.sanitizer import Cleaner
from django.template import Context, Template
from hypothesis import example, given
from hypothesis import strategies as st
from wagtail.rich_text import RichText

from elearning.lib.sanitize import ATTRIBUTES, SCHEMES, TAGS, sanitize
from tests.xss.payloads import PAYLOADS, STRONG

second = Cleaner(
    tags=TAGS,
    attributes={"a": [*ATTRIBUTES["a"], "rel"]},
    protocols=SCHEMES,
    strip=False,
    strip_comments=False,
)


def test_the_corpus_is_large():
    assert len(set(PAYLOADS)) >= 200


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_second_sanitiser_has_nothing_to_add(payload):
    clean = sanitize(payload)

    assert parsed(second.clean(clean)) == parsed(clean)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_but_what_is_listed_is_left(payload):
    assert_harmless(sanitize(f"<p>avant {payload} après</p>"))


@pytest.mark.parametrize("payload", STRONG)
def test_rich_text_of_a_page_is_sanitised_where_it_is_shown(payload):
    """Whatever put it in the database: an import, a restored revision, a form posted by hand."""
    stored = f"<p>avant {payload} après</p>"
    template = Template("{% load wagtailcore_tags %}{{ block }}|{{ field|richtext }}")

    block, field = template.render(Context({"block": RichText(stored), "field": stored})).rsplit(
        "|", 1
    )

    assert block.strip() == field.strip() == sanitize(stored)


def parsed(html: str) -> list[tuple]:
    """Return what a browser's parser makes of HTML: tags with their attributes, and text."""
    fragment = bleach.html5lib_shim.HTMLParser(namespaceHTMLElements=False).parseFragment(html)
    return [(node.tag, sorted(node.items()), node.text, node.tail) for node in fragment.iter()]


def assert_harmless(clean: str) -> None:
    for tag, attributes, _text, _tail in parsed(clean):
        if tag == "DOCUMENT_FRAGMENT":
            continue
        assert tag in TAGS, clean
        for name, value in attributes:
            assert name in ATTRIBUTES.get(tag, ()) or (tag, name) == ("a", "rel"), clean
            if name == "href":
                scheme, colon, _rest = value.partition(":")
                assert not colon or "/" in scheme or scheme.lower() in SCHEMES, clean


NAMES = """a b p script img svg math style iframe ul li table form select option noscript template
textarea title mtext mglyph x-y"""
names = st.sampled_from(NAMES.split())
values = st.sampled_from(["javascript:fired()", "fired()", "x", "//x", "data:text/html,x", '"'])
attributes = st.sampled_from(["href", "src", "onerror", "onload", "style", "id", "xlink:href"])
pieces = st.one_of(
    st.text(alphabet="<>/\"'=&;!-[] \t\n\x00abjs:(){}", max_size=12),
    st.builds("<{}>".format, names),
    st.builds("</{}>".format, names),
    st.builds('<{} {}="{}">'.format, names, attributes, values),
    st.builds("<{} {}={}>".format, names, attributes, values),
    st.sampled_from(["<!--", "-->", "<![CDATA[", "]]>", "&lt;", "&#106;", "&colon;"]),
)


@given(st.lists(pieces, max_size=14).map("".join))
@example('<svg></p><style><a id="</style><img src=1 onerror=fired()>">')
def test_whatever_html_is_made_nothing_but_what_is_listed_is_left(html):
    clean = sanitize(html)

    assert_harmless(clean)
    assert sanitize(clean) == clean
