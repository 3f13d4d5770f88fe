"""Blocks introduce themselves: a trainer sees what each looks like before choosing it."""

import pytest

from courses.models import LessonPage
from elearning.accounts.roles import TRAINER
from tests.editing import sign_in

pytestmark = pytest.mark.django_db

BLOCKS = LessonPage.body.field.stream_block.child_blocks
SHOWN = {name: block for name, block in BLOCKS.items() if block.is_previewable}


def test_what_needs_no_file_can_be_seen():
    assert set(BLOCKS) - set(SHOWN) <= {"image", "video", "file", "fact", "practice"}


@pytest.mark.parametrize("name", SHOWN)
def test_a_block_is_shown_as_learners_see_it(name):
    block = SHOWN[name]

    response = sign_in(TRAINER).get(f"/cms/block-preview/?id={block.definition_prefix}")

    assert response.status_code == 200
    assert "css/site.css" in response.content.decode()
    assert response["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_says_what_it_is_for(name):
    assert BLOCKS[name].meta.description
    assert BLOCKS[name].meta.group
