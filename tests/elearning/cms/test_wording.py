"""The French of the editor, where Wagtail's would leave English or a word of its trade."""

import gettext
from datetime import timedelta
from pathlib import Path

import pytest
import wagtail
from django.utils import timezone, translation
from wagtail.admin.templatetags.wagtailadmin_tags import naturaltime

from elearning.cms.wording import REVIEW

with translation.override(None):
    MSGIDS = [str(sentence) for sentence in REVIEW]


@pytest.fixture(scope="module")
def wagtails_own():
    found = {}
    for path in Path(wagtail.__file__).parent.glob("**/locale/fr/LC_MESSAGES/django.mo"):
        with path.open("rb") as file:
            found |= gettext.GNUTranslations(file)._catalog
    return found


@pytest.mark.parametrize("msgid", MSGIDS)
def test_a_sentence_about_review_is_still_wagtails_and_speaks_of_no_workflow(msgid, wagtails_own):
    assert msgid in wagtails_own
    with translation.override("fr"):
        said = translation.gettext(msgid).replace("%(workflow)s", "")
    assert said.strip()
    assert "workflow" not in said.lower()


def test_a_moment_ago_is_said_in_french():
    with translation.override("fr"):
        assert naturaltime(timezone.now() - timedelta(minutes=3)) == "il y a 3\xa0minutes"
