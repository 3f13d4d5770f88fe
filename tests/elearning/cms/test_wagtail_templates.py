"""What of the editor hangs on templates of Wagtail: it is looked at when Wagtail changes them."""

import hashlib
from pathlib import Path

import pytest
import wagtail
from django.apps import apps
from wagtail import blocks
from wagtail.fields import StreamField

COPIED = {
    "panels/inline_panel.html": "195bb0b199edb062",
    "panels/inline_panel_child.html": "f8db4840ba059553",
    "shared/user_avatar.html": "10cbd09a2e9434e5",
    "tables/boolean_cell.html": "f52d1f7945b2b176",
    "workflows/includes/workflow_tasks_cell.html": "df662187c193ef71",
}
"""The templates of Wagtail that ours repeat with a difference, with the sum of each when copied."""


@pytest.mark.parametrize("name", COPIED)
def test_what_was_copied_is_still_what_wagtail_has(name):
    original = Path(wagtail.__file__).parent / "admin" / "templates" / "wagtailadmin" / name

    found = hashlib.sha256(original.read_bytes()).hexdigest()[:16]
    assert found == COPIED[name], "compare with our copy, mend it, then write the new sum here"


def items_of_lists(block, path):
    """Yield the block of each list inside a block, with the names that lead to it."""
    if isinstance(block, blocks.ListBlock):
        yield f"{path}.*", block.child_block
        yield from items_of_lists(block.child_block, f"{path}.*")
    for name, child in getattr(block, "child_blocks", {}).items():
        yield from items_of_lists(child, f"{path}.{name}")


def test_every_item_of_a_list_has_a_name():
    """Without one, Wagtail gives it a heading and links that say nothing."""
    fields = (field for model in apps.get_models() for field in model._meta.get_fields())
    streams = [field for field in fields if isinstance(field, StreamField)]
    items = [item for field in streams for item in items_of_lists(field.stream_block, str(field))]

    assert items
    assert [path for path, block in items if not block.label] == []
