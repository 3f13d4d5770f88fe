"""Messages to judge by their clues."""

from dataclasses import dataclass
from typing import Any, Literal

from courses.curriculum.schema.marks import Channel, Rich
from courses.curriculum.schema.questions.any_question import (
    AnyQuestion,
    Feedback,
    Misconception,
    keyed,
)
from courses.curriculum.schema.reading import Record


@dataclass(frozen=True, kw_only=True)
class FakeMessage(Record):
    channel: Channel
    context: str = ""
    sender: str
    address: str = ""
    subject: str = ""
    received: str = ""
    body: str
    attachment: str = ""


@dataclass(frozen=True, kw_only=True)
class VerdictFeedback(Record):
    trap: Feedback
    genuine: Feedback
    verify: Feedback


@dataclass(frozen=True, kw_only=True)
class Piece(Record):
    """Words of the message: a clue or, when they tell nothing, a decoy."""

    identity = "quote"

    quote: str
    clue: bool = False
    feedback: Feedback
    misconception: Misconception = ""


@dataclass(frozen=True, kw_only=True)
class Inspect(AnyQuestion):
    type: Literal["inspect"]
    message: FakeMessage
    verdict: Literal["trap", "genuine", "verify"]
    feedback: VerdictFeedback
    pieces: tuple[Piece, ...]
    cues: int = 0
    premise: Literal["", "weak", "medium", "strong"] = ""
    explanation: Rich

    def content(self) -> dict[str, Any]:
        return {
            "stem": self.stem,
            "message": vars(self.message),
            "verdict": self.verdict,
            "feedback": vars(self.feedback),
            "pieces": keyed(self.pieces, "quote", "clue", "feedback"),
            "explanation": self.explanation,
        }
