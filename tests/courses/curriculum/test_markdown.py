import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.curriculum.markdown import to_html, to_markdown

NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("Un **mot**\net *deux*.", "<p>Un <b>mot</b> et <i>deux</i>.</p>"),
        ("Un.\n\nDeux.", "<p>Un.</p><p>Deux.</p>"),
        ("- un\n- deux", "<ul><li>un</li><li>deux</li></ul>"),
        ("1. un\n2. deux", "<ol><li>un</li><li>deux</li></ol>"),
        ("Voir [là](lesson:la-cle).", '<p>Voir <a href="lesson:la-cle">là</a>.</p>'),
        ("Le [[fact:aide]].", '<p>Le <embed embedtype="fact" id="aide"/>.</p>'),
        ("Une ligne\\\nune autre", "<p>Une ligne<br/>une autre</p>"),
        (f"Quoi{NBSP}?", f"<p>Quoi{NBSP}?</p>"),
    ],
)
def test_markdown_becomes_the_html_of_the_editor(source, html):
    assert to_html(source).html == html
    assert to_html(source).problems == ()


@pytest.mark.parametrize(
    "source",
    [
        "# Titre",
        "<b>gras</b>",
        "![image](https://mairie.example/i.png)",
        "    quatre espaces",
        "`code`",
        "| a | b |\n|---|---|\n| c | d |",
        "> citation",
        "---",
        "3. trois",
        "- un\n\n- deux",
        "[mot](javascript:alert)",
        "[mot](/compte/)",
        '[mot](https://mairie.example "titre")',
    ],
)
def test_what_the_editor_cannot_do_is_refused(source):
    assert to_html(source).problems


def test_a_definition_of_a_link_does_not_vanish():
    assert "mairie.example" in to_html("[mot]: https://mairie.example").html


def test_facts_and_pages_are_listed():
    rich = to_html("[[fact:aide]], [un](lesson:la-cle), [deux](module:les-cles)")
    assert rich.facts == ("aide",)
    assert rich.pages == (("lesson", "la-cle"), ("module", "les-cles"))


words = st.text(
    st.sampled_from(f"aé 1.)-+#*_[]<>&;\\`!=~«»{NBSP}’?:"), min_size=1, max_size=12
).filter(lambda text: text.strip() and text == text.strip())
inline = st.one_of(
    words.map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")),
    st.just('<embed embedtype="fact" id="aide"/>'),
    st.just('<a href="https://mairie.example/a_b">la mairie</a>'),
    st.just("<b>gras</b>"),
    st.just("<i>penché</i>"),
)
lines = st.lists(inline, min_size=1, max_size=4).map(" ".join)
blocks = st.one_of(
    lines.map(lambda line: f"<p>{line}</p>"),
    st.lists(lines, min_size=1, max_size=3).map(
        lambda items: "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"
    ),
    st.lists(lines, min_size=1, max_size=3).map(
        lambda items: "<ol>" + "".join(f"<li>{item}</li>" for item in items) + "</ol>"
    ),
)


@given(blocks)
def test_html_comes_back_from_markdown_word_for_word(html):
    rich = to_html(to_markdown(html))
    assert rich.problems == ()
    assert rich.html.replace("  ", " ") == html.replace("  ", " ")


def test_what_the_editor_adds_is_left_out():
    html = '<p data-block-key="x1">Un <strong>mot</strong></p>'
    assert to_markdown(html) == "Un **mot**"


def test_spaces_at_the_edge_of_bold_are_kept_outside():
    assert to_markdown(f"<p><b>Attention{NBSP}</b>: lisez</p>") == f"**Attention**{NBSP}: lisez"
