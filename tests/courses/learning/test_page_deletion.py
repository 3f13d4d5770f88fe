"""A page that somebody has begun or completed stays; it is unpublished instead."""

import pytest
from django.contrib.messages import get_messages
from django.utils.translation import gettext as _
from wagtail.models import Page

from courses.learning import actions
from elearning.accounts.roles import ADMINISTRATOR
from tests.editing import sign_in
from tests.factories import LearnerFactory, make_module

pytestmark = pytest.mark.django_db

ADVICE = (
    "“%(name)s” cannot be deleted: learners have begun or completed it. "
    "Unpublish it instead: nobody will see it, and their certificates stay."
)


@pytest.fixture
def administrator():
    return sign_in(ADMINISTRATOR)


@pytest.fixture
def lesson(now):
    lesson = make_module(lessons=1).lessons.get()
    actions.finish_lesson(lesson, LearnerFactory(), now)
    return lesson


def address(page, bulk):
    if bulk:
        return f"/cms/bulk/wagtailcore/page/delete/?next=/cms/&id={page.pk}"
    return f"/cms/pages/{page.pk}/delete/"


@pytest.mark.parametrize("bulk", [False, True])
@pytest.mark.parametrize("levels_up", [0, 1, 2])
def test_a_page_with_learners_is_kept_and_all_above_it(administrator, lesson, bulk, levels_up):
    page = [lesson, *lesson.get_ancestors().reverse()][levels_up]

    response = administrator.post(address(page, bulk))

    assert response.status_code == 302
    sentences = [str(message) for message in get_messages(response.wsgi_request)]
    assert sentences == [_(ADVICE) % {"name": page}]
    assert Page.objects.filter(pk=page.pk).exists()


@pytest.mark.parametrize("bulk", [False, True])
def test_a_page_without_learners_may_go(administrator, lesson, bulk):
    other = make_module(lessons=1)

    administrator.post(address(other, bulk))

    assert not Page.objects.filter(pk=other.pk).exists()


def test_a_bulk_with_one_kept_page_deletes_none(administrator, lesson):
    other = make_module(lessons=0)

    administrator.post(f"{address(other, bulk=True)}&id={lesson.pk}")

    assert Page.objects.filter(pk=other.pk).exists()
