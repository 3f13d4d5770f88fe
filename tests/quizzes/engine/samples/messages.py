"""Messages to inspect. A pick is a verdict, or None, and the indexes of the pieces pointed at."""

from collections.abc import Collection, Sequence
from typing import Any

from hypothesis import strategies as st

from quizzes.engine.protocol import Form
from quizzes.engine.types.inspection import VERDICTS, Inspection
from tests.quizzes.engine.samples.common import OTHER_FEEDBACK, Samples, html, turn, words

MESSAGE = {
    "channel": "email",
    "context": "Vous n’attendez rien.",
    "sender": "Banque [0]",
    "address": "[1]@banque.example",
    "subject": "Urgent [2]",
    "body": "Bonjour, [3] et [4].\n\nSigné [5]",
}


@st.composite
def contents(draw: st.DrawFn) -> dict[str, Any]:
    numbers = draw(st.lists(st.integers(0, 5), min_size=2, max_size=6, unique=True))
    clues = draw(st.integers(1, len(numbers) - 1))
    pieces = [
        {
            "key": f"piece-{number}",
            "quote": f"[{number}]",
            "clue": index < clues,
            "feedback": draw(words),
        }
        for index, number in enumerate(numbers)
    ]
    return {
        "stem": draw(html),
        "message": MESSAGE,
        "verdict": draw(st.sampled_from(VERDICTS)),
        "feedback": {word: draw(words) for word in VERDICTS},
        "pieces": draw(st.permutations(pieces)),
        "explanation": draw(html),
    }


Pick = tuple[str | None, Collection[int]]


def judge(content: Inspection) -> st.SearchStrategy[Pick]:
    pieces = st.sets(st.sampled_from(range(len(content.pieces))))
    picks = st.tuples(st.none() | st.sampled_from(VERDICTS), pieces)
    return picks.filter(lambda pick: pick[0] is not None or bool(pick[1]))


def judge_right(content: Inspection) -> Pick:
    clues = [index for index, piece in enumerate(content.pieces) if piece.clue]
    return content.verdict, clues


def post(content: Inspection, pick: Pick, order: Sequence[int]) -> Form:
    verdict, pieces = pick
    form = {"piece": [str(piece) for piece in pieces]}
    return form if verdict is None else form | {"choice": [str(VERDICTS.index(verdict))]}


def rekey(content: dict[str, Any]) -> dict[str, Any]:
    marks = turn([piece["clue"] for piece in content["pieces"]])
    return content | {
        "verdict": "genuine" if content["verdict"] == "trap" else "trap",
        "feedback": dict.fromkeys(VERDICTS, OTHER_FEEDBACK),
        "pieces": [
            piece | {"clue": clue, "feedback": OTHER_FEEDBACK}
            for piece, clue in zip(content["pieces"], marks, strict=True)
        ],
    }


MESSAGES = {
    "inspect": Samples(
        contents(),
        judge,
        judge_right,
        post,
        rekey,
        linked=frozenset({"message", "pieces"}),
    )
}
