"""Every type of question in the editor: frozen, published, previewed, refused where faulty."""

import copy
from html import unescape

import pytest
from django.test import RequestFactory
from wagtail.blocks import ListBlock, StructBlockValidationError

from elearning.accounts.roles import REVIEWER
from quizzes.blocks import QUESTION_BLOCKS
from quizzes.engine.item import Item
from quizzes.engine.types import TYPES
from quizzes.problems import faults_in
from tests.editing import sign_in
from tests.factories import make_question
from tests.questions import VALUES

BLOCKS = dict(QUESTION_BLOCKS)
every_type = pytest.mark.parametrize("key", TYPES)


def block_named(key):
    block = BLOCKS[key]
    block.set_name(key)
    return block


def frozen(key) -> dict:
    block = block_named(key)
    return block.freeze(block.to_python(VALUES[key]))


def test_every_type_has_a_block():
    assert BLOCKS.keys() == VALUES.keys() == TYPES.keys()


def lines_of(block):
    """Yield each list of the block that begins with lines to fill, however deep."""
    for child in getattr(block, "child_blocks", {}).values():
        yield from lines_of(child)
    if isinstance(block, ListBlock):
        yield block
        yield from lines_of(block.child_block)


@every_type
def test_a_line_to_fill_is_empty_in_all_its_fields(key):
    # The editor writes "undefined" in a field that the line does not name.
    for lines in lines_of(block_named(key)):
        for line in filter(None, lines.meta.default):
            assert line.keys() == lines.child_block.child_blocks.keys()


@every_type
def test_what_the_editor_stores_is_what_the_engine_reads(key):
    block = block_named(key)
    assert block.clean(block.to_python(VALUES[key]))
    item = Item.parse(key, frozen(key))
    assert item.score(item.example(right=True)) == (1 if item.marking == "rule" else None)


@every_type
def test_a_key_is_the_identifier_that_the_editor_gave(key):
    explanation = Item.parse(key, frozen(key)).explain({"dont_know": True})
    told = [*explanation.options, *explanation.rows, *explanation.pieces]
    named = {"true", "false", "text", "number", "trap", "genuine", "verify"}
    assert all(len(one.key) == 36 for one in told if one.key not in named)


@every_type
@pytest.mark.django_db
def test_a_question_of_every_type_is_published_and_previewed(key):
    question = make_question(key, value=VALUES[key])
    assert question.current_version.type == key
    for mode, _label in question.preview_modes:
        page = question.make_preview_request(RequestFactory().get("/"), mode)
        assert page.status_code == 200
        page.render()
        assert "Que faites-vous" in page.content.decode()


@every_type
@pytest.mark.django_db
def test_a_question_of_every_type_opens_in_the_editor(key):
    question = make_question(key, value=VALUES[key])
    page = sign_in(REVIEWER).get(f"/cms/snippets/quizzes/question/edit/{question.pk}/")
    assert page.status_code == 200
    assert f'"type": "{key}"' in unescape(page.content.decode())


def spoilt(key, *path, to):
    """Return the value of a type with what stands at a path replaced."""
    value = copy.deepcopy(VALUES[key])
    place = value
    for step in path[:-1]:
        place = place[step]["value"] if isinstance(step, int) else place[step]
    place[path[-1]] = to
    return value


FAULTS = [
    ("ordering", spoilt("ordering", "items", 1, "text", to="Couper"), "items.1.text"),
    ("ordering", spoilt("ordering", "items", to=[]), "items"),
    ("matching", spoilt("matching", "pairs", 1, "match", to="au 33700"), "pairs.1.match"),
    ("matching", spoilt("matching", "pairs", 0, "feedback", to=""), "pairs.0.feedback"),
    ("categorise", spoilt("categorise", "groups", 1, "text", to=""), "groups.1.text"),
    (
        "categorise",
        spoilt("categorise", "groups", 1, "items", 1, "text", to="Un code"),
        "groups.1.items.1.text",
    ),
    ("short_text", spoilt("short_text", "variants", 0, "share", to=99), "variants"),
    ("short_text", spoilt("short_text", "variants", 1, "text", to="*"), "variants.1.text"),
    ("short_text", spoilt("short_text", "feedback", to=""), "feedback"),
    ("numerical", spoilt("numerical", "value", to=None), "value"),
    ("numerical", spoilt("numerical", "low", to="13"), "high"),
    ("numerical", spoilt("numerical", "feedback_wrong", to=""), "feedback_wrong"),
    ("gap_fill", spoilt("gap_fill", "text", to="Sans marque."), "text"),
    ("gap_fill", spoilt("gap_fill", "gaps", 1, "accepted", to=[]), "gaps.1.accepted"),
    ("open_answer", spoilt("open_answer", "criteria", to=[]), "criteria"),
    (
        "open_answer",
        spoilt("open_answer", "criteria", 1, "text", to="raccrocher"),
        "criteria.1.text",
    ),
    ("open_answer", spoilt("open_answer", "criteria", 0, "points", to=None), "criteria.0.points"),
    ("declared", spoilt("declared", "options", to=[]), "options"),
    ("declared", spoilt("declared", "options", 1, "feedback", to=""), "options.1.feedback"),
    ("inspect", spoilt("inspect", "pieces", 0, "quote", to="absent"), "pieces.0.quote"),
    ("inspect", spoilt("inspect", "pieces", 1, "clue", to=True), "pieces"),
    ("inspect", spoilt("inspect", "feedback_verify", to=""), "feedback_verify"),
    ("inspect", spoilt("inspect", "message", "body", to=""), "message.body"),
]


@pytest.mark.parametrize(("key", "value", "place"), FAULTS)
def test_a_fault_is_told_in_words_on_its_field(key, value, place):
    block = block_named(key)
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(block.to_python(value))
    faults = {".".join(at): fault.messages for at, fault in faults_in(refused.value).items()}
    assert place in faults
    assert all(message.endswith(".") for message in faults[place])
