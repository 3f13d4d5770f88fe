"""The French of the editor, where Wagtail's would leave English or a word of its trade."""

import gettext
import re
from datetime import timedelta
from pathlib import Path

import pytest
import wagtail
from django.utils import timezone, translation
from wagtail.admin.templatetags.wagtailadmin_tags import naturaltime

from elearning.cms.wording import COUNTED, GENDER, PLAIN, REVIEW, TAGS

with translation.override(None):
    MSGIDS = [str(sentence) for sentence in (*REVIEW, *GENDER, *PLAIN)]
WORDS_OF_THE_TRADE = re.compile(r"workflow|wagtail|fragment|\((e|tte|elle|la)\)|/la|/cette")
AMOUNTS = {"model_name": "fait", "count": 2, "usage_count": 2, "total": 2, "site_name": "le site"}
PLACEHOLDER = re.compile(r"%\(\w+\)s|{\w+}")


@pytest.fixture(scope="module")
def wagtails_own():
    found = {}
    for path in Path(wagtail.__file__).parent.glob("**/locale/fr/LC_MESSAGES/django.mo"):
        with path.open("rb") as file:
            found |= gettext.GNUTranslations(file)._catalog
    return found


@pytest.mark.parametrize("msgid", MSGIDS)
def test_a_sentence_is_still_wagtails_and_said_in_plain_french(msgid, wagtails_own):
    assert msgid in wagtails_own
    with translation.override("fr"):
        said = translation.gettext(msgid)
    assert said.strip()
    assert set(PLACEHOLDER.findall(said)) <= set(PLACEHOLDER.findall(msgid))
    assert not WORDS_OF_THE_TRADE.search(PLACEHOLDER.sub("", said).lower())


@pytest.mark.parametrize("sentence", COUNTED)
def test_a_number_of_things_is_said_in_plain_french(sentence):
    with translation.override("en"):
        in_english = sentence % AMOUNTS
    with translation.override("fr"):
        said = sentence % AMOUNTS
    assert said != in_english
    assert "crées" not in said
    assert not WORDS_OF_THE_TRADE.search(said)


@pytest.mark.parametrize("sentence", TAGS)
def test_tags_have_one_name(sentence):
    with translation.override("fr"):
        assert "mots-clés" in str(sentence)


def test_a_moment_ago_is_said_in_french():
    with translation.override("fr"):
        assert naturaltime(timezone.now() - timedelta(minutes=3)) == "il y a 3\xa0minutes"
