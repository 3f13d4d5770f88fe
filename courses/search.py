"""Finding pages by words, forgiving plurals and slips of the keyboard."""

import difflib
import re
import unicodedata

from wagtail.models import Page
from wagtail.search.backends.base import BaseSearchResults

from courses.models import (
    GamePage,
    HelpPage,
    LessonPage,
    ModulePage,
    PathPage,
    SheetPage,
)

SEARCHED = (ModulePage, LessonPage, PathPage, SheetPage, GamePage, HelpPage)
WEIGHED, MOST = 200, 30  # pages
TYPED = re.compile(r"\w+")
WORD = re.compile(r"[^\W\d_]{3,}")
PLURAL = re.compile(r"(?<=\w{3})[sx]$", re.IGNORECASE)
COMPOUND = re.compile(r"\w+(?:[-\N{NON-BREAKING HYPHEN}]\w+)+")
ALIKE = 0.8  # share of letters, from which a word may have been meant


def find(query: str) -> tuple[list[Page], bool]:
    """Return the best pages that hold every word, or else some, and whether there are others."""
    query = " ".join(TYPED.findall(query))
    if not query:
        return [], False
    pages = Page.objects.live().type(*SEARCHED)
    for found in (
        pages.search(query),
        beginning(pages.search(query)),
        pages.autocomplete(singular(query)),
        pages.search(singular(query), operator="or"),
    ):
        if ranked := list(found[:WEIGHED]):
            return specific(titles_first(ranked, query)[:MOST]), len(ranked) > MOST
    return [], False


def beginning(found: BaseSearchResults) -> BaseSearchResults:
    """Take the last word of what is looked for as the beginning of one, in all that is indexed.

    Wagtail offers it for its index of titles alone; both its compilers ask themselves, though.
    """
    found.query_compiler.LAST_TERM_IS_PREFIX = True
    return found


def titles_first(pages: list[Page], query: str) -> list[Page]:
    """Put before the others the pages whose title has every word, or a word that begins so."""
    words = plain(singular(query)).split()

    def lacks_one(page: Page) -> bool:
        title = TYPED.findall(plain(page.title))
        return not all(any(known.startswith(word) for known in title) for word in words)

    return sorted(pages, key=lacks_one)


def plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def specific(pages: list[Page]) -> list[Page]:
    """Return pages as what they are, in the same order, one query a type."""
    by_pk = Page.objects.specific().in_bulk([page.pk for page in pages])
    return [by_pk[page.pk] for page in pages]


def singular(query: str) -> str:
    return " ".join(PLURAL.sub("", word) for word in query.split())


def meant(query: str) -> str:
    """Return the query in words that titles hold, where a slip has made others; or nothing."""
    titles = Page.objects.live().type(*SEARCHED).values_list("title", flat=True)
    known = {
        _bare(word): word.lower()
        for title in titles
        for word in WORD.findall(title) + COMPOUND.findall(title)
    }
    corrected = " ".join(_nearest(word, known) for word in query.lower().split())
    return "" if plain(corrected) == plain(query) else corrected


def _bare(word: str) -> str:
    """Return a word without accents nor hyphens, as a phone's keyboard often leaves them out."""
    return "".join(TYPED.findall(plain(word)))


def _nearest(word: str, known: dict[str, str]) -> str:
    return next(
        (known[bare] for bare in difflib.get_close_matches(_bare(word), known, 1, ALIKE)), word
    )
