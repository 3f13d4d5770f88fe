from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from elearning.cms.messages import paragraphs
from quizzes.engine.errors import BlankAnswer, InvalidAnswer
from quizzes.engine.posted import read_one_position, read_text, refuse_other_fields
from quizzes.engine.protocol import (
    Answer,
    Counted,
    ExplainedRow,
    Explanation,
    Form,
    Marking,
    Shown,
    verdict,
)
from quizzes.engine.reader import Reader, numbered
from quizzes.engine.types.gaps import Gap, GapText, cut, field, note_marks, read_gap
from quizzes.engine.types.short_text import OTHER, read_tolerance
from quizzes.engine.wording import unlike


class GapFill:
    """A text with gaps. Answers are `{"gaps": {gap: text}}`; gaps left blank are not in it.

    `{"stem": html, "text": str, "gaps": [{"key", "accepted": [str], "decoys": [str],
    "feedback"}], "ignore_case": bool, "ignore_accents": bool, "explanation": html}`
    """

    key = "gap_fill"
    marking: Marking = "rule"

    def parse(self, content: Mapping[str, object]) -> GapText:
        reader = Reader(content)
        question = GapText(
            stem=reader.html("stem"),
            text=reader.text("text"),
            gaps=tuple(read_gap(gap) for gap in reader.members("gaps")),
            tolerance=read_tolerance(reader),
            explanation=reader.html("explanation"),
        )
        reader.note_too_few("gaps", len(question.gaps), least=1)
        reader.note_repeated_keys(numbered((gap.key for gap in question.gaps), "gaps.%d.key"))
        note_marks(reader, question)
        reader.check()
        return question

    def order(self, content: GapText, seed: int, shuffle: bool) -> tuple[int, ...]:
        return ()

    def shown(self, content: GapText, order: Sequence[int]) -> Shown:
        return {
            "paragraphs": tuple(
                tuple(cut(paragraph, content.gaps)) for paragraph in paragraphs(content.text)
            )
        }

    def read(self, content: GapText, order: Sequence[int], form: Form) -> Answer:
        fields = [field(number) for number in range(1, len(content.gaps) + 1)]
        refuse_other_fields(form, fields)
        texts = {
            gap.key: read_posted(gap, form.get(name, ()))
            for name, gap in zip(fields, content.gaps, strict=True)
        }
        filled = {key: text for key, text in texts.items() if text}
        if not filled:
            raise BlankAnswer("No gap is filled.")
        return {"gaps": filled}

    def form(self, content: GapText, order: Sequence[int], answer: Answer) -> Form:
        texts = self._texts(content, answer)
        return {
            field(number): [to_post(gap, texts[gap.key])]
            for number, gap in enumerate(content.gaps, start=1)
            if gap.key in texts
        }

    def score(self, content: GapText, answer: Answer) -> Fraction:
        """Gaps right / gaps, as Moodle marks "select missing words"."""
        texts = self._texts(content, answer)
        right = sum(is_right(content, gap, texts) for gap in content.gaps)
        return Fraction(right, len(content.gaps))

    def explain(self, content: GapText, answer: Answer | None) -> Explanation:
        texts = {} if answer is None else self._texts(content, answer)
        rows = (
            ExplainedRow(
                key=gap.key,
                text=str(number),
                chosen=content.taken_as(gap, texts[gap.key]) if gap.key in texts else "",
                answered=texts.get(gap.key, ""),
                right=gap.right,
                verdict=verdict(Fraction(is_right(content, gap, texts))) if answer else "unknown",
                feedback=gap.feedback,
            )
            for number, gap in enumerate(content.gaps, start=1)
        )
        return Explanation(rows=tuple(rows))

    def summarise(self, content: GapText, answers: Iterable[Answer]) -> dict[str, int]:
        counts = {one.key: 0 for one in self.counted(content)}
        gaps = {gap.key: gap for gap in content.gaps}
        for answer in answers:
            for key, text in self._texts(content, answer).items():
                counts[f"{key}={content.taken_as(gaps[key], text)}"] += 1
        return counts

    def counted(self, content: GapText) -> tuple[Counted, ...]:
        return tuple(
            Counted(
                f"{gap.key}={text}",
                str(number),
                "" if text == OTHER else text,
                text in gap.accepted,
                offered=bool(gap.decoys),
            )
            for number, gap in enumerate(content.gaps, start=1)
            for text in gap.offered or (*gap.accepted, OTHER)
        )

    def guess_score(self, content: GapText) -> Fraction:
        """Mean over the gaps of 1 / texts offered, 0 where there are words to write."""
        chances = [Fraction(1, len(gap.offered)) for gap in content.gaps if gap.decoys]
        return sum(chances, Fraction(0)) / len(content.gaps)

    def example(self, content: GapText, right: bool) -> Answer:
        if right:
            return {"gaps": {gap.key: gap.right for gap in content.gaps}}
        return {
            "gaps": {
                gap.key: gap.decoys[0] if gap.decoys else unlike(gap.accepted)
                for gap in content.gaps
            }
        }

    def _texts(self, content: GapText, answer: Answer) -> dict[str, str]:
        match answer:
            case {"gaps": {**stored}, **others} if stored and not others:
                texts = {
                    gap.key: text
                    for gap in content.gaps
                    if isinstance(text := stored.get(gap.key), str) and gap.may_hold(text)
                }
            case _:
                raise InvalidAnswer("Not an answer to this type of question.")
        if len(texts) != len(stored):
            raise InvalidAnswer("Unknown gap or option.")
        return texts


def is_right(content: GapText, gap: Gap, texts: Mapping[str, str]) -> bool:
    return gap.key in texts and content.taken_as(gap, texts[gap.key]) in gap.accepted


def read_posted(gap: Gap, values: Sequence[str]) -> str:
    if not gap.decoys:
        return read_text(values)
    position = read_one_position(values, len(gap.offered))
    return "" if position is None else gap.offered[position]


def to_post(gap: Gap, text: str) -> str:
    return str(gap.offered.index(text)) if gap.decoys else text
