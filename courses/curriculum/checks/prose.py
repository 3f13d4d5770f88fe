"""The words of a curriculum: where they stand, how many they are, how hard they are to read."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from html import unescape
from typing import Annotated, Any, get_args, get_origin

from courses.curriculum.schema.lessons import Block
from courses.curriculum.schema.marks import Most, Rich
from courses.curriculum.schema.reading import Record

UNSEEN = {"accepted", "misconception", "objective", "tag", "tags"}
UNSEEN |= {"authors", "licence"}  # read, but names
FACT = re.compile(r'<embed embedtype="fact" id="([^"]+)"/>')
PARAGRAPH_END = re.compile(r"</(p|li)>|<br/>")
TAG = re.compile(r"<[^>]+>")
ADDRESS = re.compile(r"https?://\S+|\S+@\S+|\b(?:[\w-]+\.)+[a-z]{2,}\b(?:/\S*)?")
SENTENCE_END = re.compile(r"(?<=[.!?…])[\s»”)]+|\s*\n\s*")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
LONG_WORD = 6  # letters; beyond, a word is long


@dataclass(frozen=True)
class Prose:
    """Text that people read, at a key of a file; paragraphs are apart by a line feed."""

    path: str
    text: str


def prose_of(record: Record, facts: Mapping[str, str], path: str = "") -> Iterator[Prose]:
    """Yield the texts of a record and of what it holds; facts are replaced by their value."""
    hints = record.hints()
    for field in fields(record):
        if field.name not in UNSEEN:
            place = f"{path}.{field.name}" if path else field.name
            yield from _prose(getattr(record, field.name), hints[field.name], facts, place)


def _prose(value: Any, hint: Any, facts: Mapping[str, str], path: str) -> Iterator[Prose]:
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _item(item, get_args(hint)[0], facts, f"{path}[{index}]")
    elif isinstance(value, Record):
        yield from prose_of(value, facts, path)
    elif hint == Rich:
        yield Prose(path, plain_text(value, facts))
    elif value and _is_free_text(hint):
        yield Prose(path, value)


def _item(item: Any, hint: Any, facts: Mapping[str, str], path: str) -> Iterator[Prose]:
    if isinstance(item, Block) and not item.bare:
        path = f"{path}.{item.kind}"
    yield from _prose(item, hint, facts, path)


def _is_free_text(hint: Any) -> bool:
    """Return whether a text is prose, rather than a key, a choice or an address."""
    if get_origin(hint) is Annotated:
        base, *marks = get_args(hint)
        return base is str and all(isinstance(mark, Most) for mark in marks)
    return hint is str


def plain_text(html: str, facts: Mapping[str, str]) -> str:
    """Return rich text without its marks, a line feed after each paragraph."""
    html = FACT.sub(lambda match: facts.get(match[1], ""), html)
    return unescape(TAG.sub("", PARAGRAPH_END.sub("\n", html))).strip()


def words(text: str) -> list[str]:
    """Return the words of a text; a web or e-mail address counts as one short word."""
    return WORD.findall(ADDRESS.sub("x", text))


def sentences(text: str) -> list[str]:
    """Return the sentences of a text; the end of a paragraph ends one."""
    return [part for part in SENTENCE_END.split(text) if words(part)]


def lix(texts: list[str]) -> float:
    """Return the readability index of Björnsson (1968): up to 40, a text is easy.

    Words per sentence, plus the percentage of words of more than six letters.
    """
    said = [sentence for text in texts for sentence in sentences(text)]
    found = [word for sentence in said for word in words(sentence)]
    long = [word for word in found if len(word) > LONG_WORD]
    return len(found) / len(said) + 100 * len(long) / len(found)
