"""Our French in place of allauth's: no sentence of theirs is renamed under our feet."""

from pathlib import Path

import allauth
import pytest
from babel.messages.pofile import read_po
from django.conf import settings

from elearning.accounts import words

FRENCH = Path("locale/fr/LC_MESSAGES/django.po")
MARKED = [*words.PAGES, *words.ADDRESSES, *words.ERRORS, *words.SECOND_STEP, *words.MESSAGES]


def sentences_of(folder):
    with (Path(folder) / FRENCH).open("rb") as file:
        return {message.id: message.string for message in read_po(file)}


@pytest.fixture(scope="module")
def theirs():
    return sentences_of(Path(allauth.__file__).parent)


@pytest.mark.parametrize("sentence", MARKED)
def test_it_is_still_a_sentence_of_allauth(sentence, theirs):
    assert sentence in theirs


def test_none_is_the_same_as_theirs(theirs):
    ours = sentences_of(settings.BASE_DIR)

    assert [sentence for sentence in MARKED if ours[sentence] == theirs[sentence]] == []


def test_none_of_our_words_takes_the_place_of_theirs_by_chance(theirs):
    with (settings.BASE_DIR / FRENCH).open("rb") as file:
        ours = {message.id: message.string for message in read_po(file) if not message.context}
    shared = {
        one for one in ours.keys() & theirs.keys() - set(MARKED) if isinstance(one, str) and one
    }

    assert [one for one in sorted(shared) if ours[one] != theirs[one]] == []
