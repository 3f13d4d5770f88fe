"""HTML back to Markdown."""

import re
from collections.abc import Callable

from markdownify import MarkdownConverter

SPACES_AROUND = re.compile(r"(\s*)(.*?)(\s*)", re.DOTALL)
SPECIAL = re.compile(r"[\\*\[\]`<]|&(?=#?\w+;)|(?<!\w)_|_(?!\w)")
LINE_START = re.compile(
    r"(?:\A|(?<=\\\n))(?:(\d{1,9})(?=[.)](?:\s|\Z))|(?=[-+#](?:[-+#\s]|\Z)|[>=~]))"
)


def _marked(mark: str) -> Callable[..., str]:
    """Return a converter that puts words between marks, and the spaces around them outside."""

    def convert(self: object, el: object, text: str, parent_tags: set[str]) -> str:
        before, words, after = _split(text)
        return f"{before}{mark}{words}{mark}{after}" if words else text

    return convert


def _split(text: str) -> tuple[str, ...]:
    match = SPACES_AROUND.fullmatch(text)
    return match.groups() if match else ("", text, "")


class _Writer(MarkdownConverter):
    """Markdownify, but for French spaces, which must not be lost, and for facts."""

    convert_b = convert_strong = _marked("**")
    convert_i = convert_em = _marked("*")

    def convert_a(self, el, text, parent_tags):  # type: ignore[no-untyped-def]
        before, words, after = _split(text)
        return f"{before}[{words}]({el['href']}){after}"

    def convert_embed(self, el, text, parent_tags):  # type: ignore[no-untyped-def]
        return f"[[fact:{el['id']}]]"

    def convert_p(self, el, text, parent_tags):  # type: ignore[no-untyped-def]
        return super().convert_p(el, _escape_start(text), parent_tags)  # type: ignore[misc]

    def convert_li(self, el, text, parent_tags):  # type: ignore[no-untyped-def]
        return super().convert_li(el, _escape_start(text), parent_tags)  # type: ignore[misc]

    def escape(self, text: str, parent_tags: set[str]) -> str:
        return SPECIAL.sub(r"\\\g<0>", text)


def _escape_start(text: str) -> str:
    """Keep the beginning of a line from being read as a list, a title or a rule."""
    return LINE_START.sub(lambda match: f"{match[1] or ''}\\", text)


def to_markdown(html: str) -> str:
    """Return rich text as Markdown, one line a paragraph."""
    writer = _Writer(bullets="-", newline_style="backslash")
    return str(writer.convert(html)).strip("\n")
