import pickle

import pytest

from quizzes.engine.errors import InvalidContent
from quizzes.engine.reader import Reader, shows_something


@pytest.mark.parametrize(
    "html",
    [
        "a",
        "<p>a</p>",
        "<p></p><b>a</b>",
        "1 < 2",
        "&eacute;",
        "&eacute",
        '<img alt="QR">',
        "<embed/>",
    ],
)
def test_a_text_or_a_picture_shows(html: str) -> None:
    assert shows_something(html)


@pytest.mark.parametrize("html", ["", "\n", "<p></p>", "<br/>", "<p>&#160;</p>", "<!-- a -->"])
def test_tags_and_spaces_show_nothing(html: str) -> None:
    assert not shows_something(html)


def test_problems_below_are_refused_above_with_their_path() -> None:
    reader = Reader({"rows": [{}, {"cells": [{}]}]})
    reader.members("rows")[1].members("cells")[0].member("side").text("label")
    with pytest.raises(InvalidContent, match=r"^rows.1.cells.0.side.label: Some text is needed"):
        reader.check()


def test_nothing_noted_is_nothing_refused() -> None:
    reader = Reader({"label": "a"})
    assert reader.text("label") == "a"
    reader.check()


def test_a_refusal_travels_between_processes() -> None:
    reader = Reader({})
    reader.note("stem", "text_required", "Some text is needed here.")
    refused = InvalidContent(reader.problems)
    assert pickle.loads(pickle.dumps(refused)).problems == refused.problems
