"""Rich text as the database keeps it: links to pages by number, where files say `lesson:slug`."""

import re
from collections.abc import Callable

from bs4 import BeautifulSoup

from courses.curriculum.markdown import to_html, to_markdown

PAGE_LINK = re.compile(r'<a href="(lesson|module|help|path|game|sheet):([a-z0-9-]+)">')


class NotInFiles(ValueError):
    """Something that trainers can write and that curriculum files cannot say."""


def to_database(html: str, page_id: Callable[[str, str], int]) -> str:
    """Return the HTML of a file with links to the pages that `page_id(kind, slug)` names."""
    return PAGE_LINK.sub(
        lambda match: f'<a linktype="page" id="{page_id(match[1], match[2])}">', html
    )


def from_database(html: str, page_key: Callable[[int], str]) -> str:
    """Return the HTML of a file; `page_key(id)` names a page, as `lesson:slug`.

    Raises NotInFiles when a word or a mark would be lost on the way to Markdown and back.
    """
    soup = BeautifulSoup(html, "html.parser")
    for link in soup.find_all("a", linktype="page"):
        link["href"] = page_key(int(link["id"]))
    source = to_markdown(str(soup))
    rich = to_html(source)
    if rich.problems or to_markdown(rich.html) != source or _words(rich.html) != _words(str(soup)):
        raise NotInFiles(source)
    return rich.html


def _words(html: str) -> str:
    return "".join(BeautifulSoup(html, "html.parser").get_text().split())
