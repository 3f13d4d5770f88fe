"""The spelling of every text, by hunspell's French and by the folder's own words."""

import os
import re
import subprocess
from collections.abc import Iterable, Iterator

from courses.curriculum.checks.prose import ADDRESS
from courses.curriculum.checks.texts import texts, texts_of_facts
from courses.curriculum.faults import Fault, gettext_noop
from courses.curriculum.schema.folder import WORDS_FILE, Curriculum

HUNSPELL = ["hunspell", "-d", "fr_FR", "-i", "utf-8", "-p", os.devnull, "-l"]
SPELT = re.compile(r"(?<!\w)[^\W\d_]+(?:[’'-][^\W\d_]+)*(?!\w)")
ELISION = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)[’']", re.IGNORECASE)
TYPED = re.compile(r"\.variants\[\d+\]\.text$")  # what people may type, slips included


def well_spelt(curriculum: Curriculum) -> Iterator[Fault]:
    """Yield each misspelt word where it first stands in a file; without hunspell, that alone."""
    places = spelt_words(curriculum)
    unknown = unknown_words(word for word, _ in places)
    if unknown is None:
        message = gettext_noop("spelling is not checked: install hunspell and its French words")
        yield Fault(WORDS_FILE, "", message)
        return
    message = gettext_noop("“%(word)s” is neither French nor in %(words)s")
    for (word, name), path in places.items():
        own = ELISION.sub("", word)
        if word in unknown and not {own, f"{own} {name}"} & curriculum.words:
            yield Fault(name, path, message, {"word": word, "words": WORDS_FILE})


def spelt_words(curriculum: Curriculum) -> dict[tuple[str, str], str]:
    """Return where each word first stands in each file: the key, by word and file."""
    places: dict[tuple[str, str], str] = {}
    for name, path, text in (*texts(curriculum), *texts_of_facts(curriculum)):
        if not TYPED.search(path):
            breakable = text.replace("\N{NON-BREAKING HYPHEN}", "-")
            for word in SPELT.findall(ADDRESS.sub(" ", breakable)):
                places.setdefault((word, name), path)
    return places


def unknown_words(words: Iterable[str]) -> set[str] | None:
    """Return the words that are not French, asked all at once; None without the dictionary."""
    try:
        told = subprocess.run(  # noqa: S603
            HUNSPELL,
            input="\n".join(sorted(set(words))),
            capture_output=True,
            check=True,
            encoding="utf-8",
        )
    except (FileNotFoundError, subprocess.CalledProcessError):
        return None
    return set(told.stdout.split())
