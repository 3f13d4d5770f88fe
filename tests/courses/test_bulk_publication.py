"""Publishing from a list is no way round the editor's refusals."""

import pytest
from django.contrib.messages import get_messages
from django.utils.translation import gettext as _

from courses.models import LessonPage
from elearning.accounts.roles import REVIEWER
from tests.editing import FACT, sign_in
from tests.factories import make_lesson, make_module

pytestmark = pytest.mark.django_db

UNFINISHED = f"<p>Appelez le {FACT.format('3020')}.</p>"


@pytest.fixture
def reviewer():
    return sign_in(REVIEWER)


def draft(module, words="<p>Une minute.</p>"):
    return make_lesson(module, body=[("text", words)], live=False)


def publish(client, *pages, **form):
    ids = "".join(f"&id={page.pk}" for page in pages)
    return client.post(f"/cms/bulk/wagtailcore/page/publish/?next=/cms/{ids}", form)


def test_finished_drafts_are_published_together(reviewer):
    module = make_module(lessons=0)

    publish(reviewer, draft(module), draft(module))

    assert LessonPage.objects.live().count() == 2


def test_an_unfinished_draft_holds_back_all(reviewer):
    module = make_module(lessons=0)
    unfinished = draft(module, UNFINISHED)

    response = publish(reviewer, draft(module), unfinished)

    sentences = [str(message) for message in get_messages(response.wsgi_request)]
    assert sentences == [
        _(
            "“%(name)s” is not finished, so nothing was published. Open it and publish it "
            "there: what is missing will be shown."
        )
        % {"name": unfinished}
    ]
    assert not LessonPage.objects.live().exists()


def test_an_unfinished_draft_below_a_page_holds_it_back_too(reviewer):
    module = make_module(lessons=0)
    draft(module, UNFINISHED)

    publish(reviewer, module, include_descendants="on")

    assert not LessonPage.objects.live().exists()
