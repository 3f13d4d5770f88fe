from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from elearning.cms.messages import parts
from quizzes.engine.errors import BlankAnswer, InvalidAnswer
from quizzes.engine.guessing import mean_of_ticks
from quizzes.engine.posted import read_one_position, read_positions, refuse_other_fields
from quizzes.engine.protocol import (
    Answer,
    Counted,
    ExplainedOption,
    Explanation,
    Form,
    Marking,
    Shown,
    ShownOption,
)
from quizzes.engine.types.inspection import CAUTIOUS, VERDICTS, Inspection, read_inspection

VERDICT_FIELD, PIECES_FIELD = "choice", "piece"


class Inspect:
    """A message to judge, and the pieces of it that show what it is.

    Answers are `{"verdict": "trap" | "genuine" | "verify" | "", "pieces": [key, ...]}`, never
    both empty. The JSON is told with `Inspection`.
    """

    key = "inspect"
    marking: Marking = "rule"

    def parse(self, content: Mapping[str, object]) -> Inspection:
        return read_inspection(content)

    def order(self, content: Inspection, seed: int, shuffle: bool) -> tuple[int, ...]:
        return ()

    def shown(self, content: Inspection, order: Sequence[int]) -> Shown:
        """The pieces are numbered from 1 in the parts of the message, as they are met."""
        return {
            "message": content.message,
            "parts": parts(content.message, [piece.quote for piece in content.pieces]),
            "options": tuple(ShownOption(place, word) for place, word in enumerate(VERDICTS)),
        }

    def read(self, content: Inspection, order: Sequence[int], form: Form) -> Answer:
        refuse_other_fields(form, {VERDICT_FIELD, PIECES_FIELD})
        verdict = read_one_position(form.get(VERDICT_FIELD, ()), len(VERDICTS))
        pieces = sorted(read_positions(form.get(PIECES_FIELD, ()), len(content.pieces)))
        if verdict is None and not pieces:
            raise BlankAnswer("No verdict, and nothing pointed at.")
        return {
            "verdict": "" if verdict is None else VERDICTS[verdict],
            "pieces": [content.pieces[piece].key for piece in pieces],
        }

    def form(self, content: Inspection, order: Sequence[int], answer: Answer) -> Form:
        verdict, pointed = self._parts(content, answer)
        pieces = [str(at) for at, piece in enumerate(content.pieces) if piece.key in pointed]
        chosen = [str(VERDICTS.index(verdict))] if verdict else []
        return {VERDICT_FIELD: chosen, PIECES_FIELD: pieces}

    def score(self, content: Inspection, answer: Answer) -> Fraction:
        """Half for the verdict, half for max(0, clues pointed at - decoys pointed at) / clues.

        Wanting to check another way where the message is clear is half a verdict; the contrary of
        the right verdict scores 0 in all, whatever was pointed at.
        """
        verdict, pointed = self._parts(content, answer)
        if verdict not in ("", content.verdict, CAUTIOUS):
            return Fraction(0)
        clues = content.clues
        found = max(0, len(pointed & clues) - len(pointed - clues))
        return (content.credit(verdict) + Fraction(found, len(clues))) / 2

    def explain(self, content: Inspection, answer: Answer | None) -> Explanation:
        verdict, pointed = ("", frozenset()) if answer is None else self._parts(content, answer)
        options = (
            ExplainedOption(
                word, word, word == verdict, word == content.verdict, content.feedback[word]
            )
            for word in VERDICTS
        )
        pieces = (
            ExplainedOption(
                piece.key, piece.quote, piece.key in pointed, piece.clue, piece.feedback
            )
            for piece in content.pieces
        )
        return Explanation(options=tuple(options), pieces=tuple(pieces))

    def summarise(self, content: Inspection, answers: Iterable[Answer]) -> dict[str, int]:
        counts = dict.fromkeys([*VERDICTS, *(piece.key for piece in content.pieces)], 0)
        for answer in answers:
            verdict, pointed = self._parts(content, answer)
            for key in [verdict, *pointed]:
                if key:
                    counts[key] += 1
        return counts

    def counted(self, content: Inspection) -> tuple[Counted, ...]:
        verdicts = (Counted(word, "", word, word == content.verdict) for word in VERDICTS)
        pieces = (Counted(piece.key, "", piece.quote, piece.clue) for piece in content.pieces)
        return (*verdicts, *pieces)

    def guess_score(self, content: Inspection) -> Fraction:
        """A verdict at random, each piece pointed at or not."""
        clues = len(content.clues)
        found = mean_of_ticks(clues, len(content.pieces) - clues)
        shares = [
            content.credit(word) + found for word in VERDICTS if word in (content.verdict, CAUTIOUS)
        ]
        return sum(shares, Fraction(0)) / 2 / len(VERDICTS)

    def example(self, content: Inspection, right: bool) -> Answer:
        if right:
            clues = [piece.key for piece in content.pieces if piece.clue]
            return {"verdict": content.verdict, "pieces": clues}
        wrong = "trap" if content.verdict == "genuine" else "genuine"
        return {"verdict": wrong, "pieces": []}

    def _parts(self, content: Inspection, answer: Answer) -> tuple[str, frozenset[str]]:
        match answer:
            case {"verdict": str(verdict), "pieces": [*stored], **others} if not others:
                pointed = [piece.key for piece in content.pieces if piece.key in stored]
            case _:
                raise InvalidAnswer("Not an answer to this type of question.")
        if len(pointed) != len(stored) or verdict not in ("", *VERDICTS):
            raise InvalidAnswer("Unknown verdict, unknown or repeated piece.")
        if not (verdict or pointed):
            raise InvalidAnswer("Nothing was answered.")
        return verdict, frozenset(pointed)
