"""How hard a trap is to see: few cues and a story that fits hide it, many cues show it."""

import pytest

from quizzes.engine.phish_scale import difficulty


@pytest.mark.parametrize(
    ("cues", "alignment", "expected"),
    [
        (1, "weak", "moderate"),
        (8, "medium", "hard"),
        (8, "strong", "hard"),
        (9, "weak", "easy"),
        (9, "medium", "moderate"),
        (14, "strong", "hard"),
        (15, "weak", "easy"),
        (15, "medium", "moderate"),
        (15, "strong", "moderate"),
    ],
)
def test_the_scale(cues, alignment, expected):
    assert difficulty(cues, alignment) == expected


@pytest.mark.parametrize(("cues", "alignment"), [(0, "strong"), (5, "")])
def test_a_message_that_was_not_judged_has_no_difficulty(cues, alignment):
    assert difficulty(cues, alignment) == ""
