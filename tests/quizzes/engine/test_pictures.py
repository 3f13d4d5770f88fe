"""Pictures of questions of any type, and of options."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.engine.errors import InvalidContent
from quizzes.engine.item import Item
from quizzes.engine.pictures import Picture
from quizzes.engine.types import TYPES
from tests.quizzes.engine.samples.common import pictures, words
from tests.quizzes.engine.strategies import SAMPLES

every_type = pytest.mark.parametrize("key", TYPES)
PICTURE = {"src": "data:image/webp;base64,AAAA", "width": 4, "height": 3, "alt": "Un écran"}


def problems_of(key: str, content: dict[str, Any]) -> list[tuple[str, str]]:
    with pytest.raises(InvalidContent) as refused:
        Item.parse(key, content)
    return [(problem.path, problem.code) for problem in refused.value.problems]


@every_type
@given(data=st.data())
def test_any_question_may_have_a_picture_which_changes_nothing_else(
    key: str, data: st.DataObject
) -> None:
    content, picture = data.draw(SAMPLES[key].contents), data.draw(pictures)
    item, bare = Item.parse(key, content | {"picture": picture}), Item.parse(key, content)
    assert item.picture == Picture(**picture)
    assert bare.picture is None
    assert item.content == bare.content


@every_type
@given(data=st.data(), hint=words)
def test_any_question_may_have_a_hint_which_changes_nothing_else(
    key: str, data: st.DataObject, hint: str
) -> None:
    content = data.draw(SAMPLES[key].contents)
    assert Item.parse(key, content | {"hint": f" {hint} "}).hint == hint.strip()
    assert Item.parse(key, content | {"hint": hint}).content == Item.parse(key, content).content
    assert Item.parse(key, content).hint == ""


@every_type
@pytest.mark.parametrize(
    ("name", "spoilt", "code"),
    [
        ("src", "https://ailleurs.example/a.webp", "picture_unreadable"),
        ("src", "data:image/svg+xml;base64,AAAA", "picture_unreadable"),
        ("src", 'data:image/webp;base64,AA" onload="', "picture_unreadable"),
        ("src", None, "picture_unreadable"),
        ("width", 0, "size_required"),
        ("height", "3", "size_required"),
        ("height", True, "size_required"),
    ],
)
@given(data=st.data())
def test_only_a_picture_of_ours_is_read(
    key: str, name: str, spoilt: object, code: str, data: st.DataObject
) -> None:
    content = data.draw(SAMPLES[key].contents)
    assert problems_of(key, content | {"picture": PICTURE | {name: spoilt}}) == [
        (f"picture.{name}", code)
    ]
    assert (f"picture.{name}", code) in problems_of(key, {"picture": PICTURE | {name: spoilt}})


def test_all_options_have_a_picture_or_none_has() -> None:
    options: list[dict[str, Any]] = [
        {"key": text, "text": text, "correct": text == "a", "feedback": "Oui."} for text in "abc"
    ]
    content = {"stem": "<p>?</p>", "options": options, "explanation": "<p>!</p>"}
    options[1]["picture"] = PICTURE
    assert problems_of("single", content) == [
        ("options.0.picture", "picture_missing"),
        ("options.2.picture", "picture_missing"),
    ]
