"""Markdown to HTML, and what Markdown may not say."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from courses.curriculum.faults import gettext_noop

FACT = re.compile(r"\[\[fact:([a-z0-9-]+)\]\]")
PAGE_LINK = re.compile(r"(lesson|module|help|path|game|sheet):([a-z0-9-]+)")
WEB_LINK = re.compile(r"(https?://|mailto:|tel:)\S+")

TAGS = {"strong": "b", "em": "i"}
BLOCKS = {"paragraph", "bullet_list", "ordered_list", "list_item", "inline"}
INLINES = {"text", "softbreak", "hardbreak", "strong", "em", "link", "fact"}


@dataclass(frozen=True)
class RichText:
    """A rich text as HTML, what it refers to, and the messages that say what it may not contain."""

    html: str
    facts: tuple[str, ...]
    pages: tuple[tuple[str, str], ...]
    problems: tuple[str, ...]


def _read_fact(state: StateInline, silent: bool) -> bool:
    match = FACT.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        state.push("fact", "", 0).content = match[1]
    state.pos = match.end()
    return True


class _Renderer(RendererHTML):
    def fact(self, tokens, index, options, env):  # type: ignore[no-untyped-def]
        return f'<embed embedtype="fact" id="{tokens[index].content}"/>'

    def softbreak(self, tokens, index, options, env):  # type: ignore[no-untyped-def]
        return " "

    def hardbreak(self, tokens, index, options, env):  # type: ignore[no-untyped-def]
        return "<br/>"


# Tables are recognised so as to be refused; a definition of a link would vanish without a word.
_parser = MarkdownIt("commonmark", renderer_cls=_Renderer).enable("table").disable("reference")
_parser.inline.ruler.before("link", "fact", _read_fact)
# Every address is read as a link, to be judged here rather than left in the text.
_parser.validateLink = lambda url: True  # type: ignore[method-assign]


def to_html(source: str) -> RichText:
    """Read Markdown."""
    tokens = _parser.parse(source)
    everything = list(_walk(tokens))
    links = [str(token.attrs["href"]) for token in everything if token.type == "link_open"]
    for token in everything:
        token.tag = TAGS.get(token.tag, token.tag)
    return RichText(
        html=_parser.renderer.render(tokens, _parser.options, {}).replace("\n", ""),
        facts=tuple(token.content for token in everything if token.type == "fact"),
        pages=tuple((m[1], m[2]) for link in links if (m := PAGE_LINK.fullmatch(link))),
        problems=tuple(dict.fromkeys(_problems(everything))),
    )


def _walk(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _walk(token.children or [])


def _problems(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        kind = token.type.removesuffix("_open").removesuffix("_close")
        if kind not in BLOCKS | INLINES:
            yield REFUSED.get(kind, NOT_ALLOWED)
        elif token.type == "link_open":
            yield from _link_problems(token)
        elif token.type == "ordered_list_open" and token.attrs:
            yield gettext_noop("a numbered list starts at 1")
        elif token.type == "paragraph_open" and token.level and not token.hidden:
            yield gettext_noop("an item of a list is one paragraph, with no empty line between")


def _link_problems(token: Token) -> Iterator[str]:
    href = str(token.attrs["href"])
    if not (PAGE_LINK.fullmatch(href) or WEB_LINK.fullmatch(href)):
        yield gettext_noop("a link goes to https://… or to a page, as lesson:…, module:…, help:…")
    if "title" in token.attrs:
        yield gettext_noop("a link has no title of its own")


NOT_ALLOWED = gettext_noop("only paragraphs, bold, italic, lists, links and facts in rich text")
REFUSED = {
    "heading": gettext_noop("no title in rich text: use a heading block"),
    "html_block": gettext_noop("no HTML in rich text"),
    "html_inline": gettext_noop("no HTML in rich text"),
    "image": gettext_noop("no image in rich text"),
    "table": gettext_noop("no table in rich text"),
    "fence": gettext_noop("no code in rich text"),
    "code_block": gettext_noop("no code in rich text: remove the spaces that begin the line"),
    "code_inline": gettext_noop("no code in rich text"),
    "blockquote": gettext_noop("no quote in rich text: use a quote block"),
    "hr": gettext_noop("no rule in rich text"),
}
