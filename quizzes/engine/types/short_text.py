from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from quizzes.engine.errors import BlankAnswer, InvalidAnswer
from quizzes.engine.posted import is_line, read_text, refuse_other_fields
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
from quizzes.engine.wording import Tolerance, model, says_something, unlike

FIELD = "text"
OTHER = "*"
"""Stands in a summary for the answers that no variant accepts."""


@dataclass(frozen=True)
class Variant:
    """An answer foreseen, `*` standing for anything in it, and the share of credit it earns."""

    key: str
    text: str
    share: Fraction
    feedback: str


@dataclass(frozen=True)
class ShortAnswer:
    """`feedback` is for the answers that were not foreseen."""

    stem: str
    variants: tuple[Variant, ...]
    tolerance: Tolerance
    feedback: str
    explanation: str

    @property
    def right(self) -> str:
        return model(variant.text for variant in self.variants if variant.share == 1)

    def variant_of(self, text: str) -> Variant:
        """The variant that earns most among those that accept a text, the first of equals."""
        other = Variant(OTHER, "", Fraction(0), self.feedback)
        accepting = [v for v in self.variants if self.tolerance.accepts(v.text, text)]
        return max(accepting, key=lambda variant: variant.share, default=other)


class ShortText:
    """A few words to write. Answers are `{"text": what was typed}`.

    `{"stem": html, "variants": [{"key", "text", "share": percent, "feedback"}], "ignore_case":
    bool, "ignore_accents": bool, "feedback": str, "explanation": html}`
    """

    key = "short_text"
    marking: Marking = "rule"

    def parse(self, content: Mapping[str, object]) -> ShortAnswer:
        reader = Reader(content)
        question = ShortAnswer(
            stem=reader.html("stem"),
            variants=read_variants(reader),
            tolerance=read_tolerance(reader),
            feedback=reader.text("feedback"),
            explanation=reader.html("explanation"),
        )
        if not question.right:
            note = "One answer at least earns everything and has no *: it is the one shown."
            reader.note("variants", "no_model_answer", note)
        reader.check()
        return question

    def order(self, content: ShortAnswer, seed: int, shuffle: bool) -> tuple[int, ...]:
        return ()

    def shown(self, content: ShortAnswer, order: Sequence[int]) -> Shown:
        return {"field": FIELD}

    def read(self, content: ShortAnswer, order: Sequence[int], form: Form) -> Answer:
        refuse_other_fields(form, {FIELD})
        text = read_text(form.get(FIELD, ()))
        if not text:
            raise BlankAnswer("Nothing was written.")
        return {"text": text}

    def form(self, content: ShortAnswer, order: Sequence[int], answer: Answer) -> Form:
        return {FIELD: [self._text(answer)]}

    def score(self, content: ShortAnswer, answer: Answer) -> Fraction:
        """The largest share among the variants that accept the text."""
        return content.variant_of(self._text(answer)).share

    def explain(self, content: ShortAnswer, answer: Answer | None) -> Explanation:
        if answer is None:
            return Explanation(
                rows=(ExplainedRow(FIELD, "", "", "", content.right, "unknown", ""),)
            )
        text = self._text(answer)
        variant = content.variant_of(text)
        row = ExplainedRow(
            key=FIELD,
            text="",
            chosen=variant.key,
            answered=text,
            right=content.right,
            verdict=verdict(variant.share),
            feedback=variant.feedback,
        )
        return Explanation(rows=(row,))

    def summarise(self, content: ShortAnswer, answers: Iterable[Answer]) -> dict[str, int]:
        keys = [*(variant.key for variant in content.variants), OTHER]
        counts = {f"{FIELD}={key}": 0 for key in keys}
        for answer in answers:
            counts[f"{FIELD}={content.variant_of(self._text(answer)).key}"] += 1
        return counts

    def counted(self, content: ShortAnswer) -> tuple[Counted, ...]:
        foreseen = (
            Counted(f"{FIELD}={variant.key}", "", variant.text, variant.share == 1, offered=False)
            for variant in content.variants
        )
        return (*foreseen, Counted(f"{FIELD}={OTHER}", "", "", right=False, offered=False))

    def guess_score(self, content: ShortAnswer) -> Fraction:
        return Fraction(0)

    def example(self, content: ShortAnswer, right: bool) -> Answer:
        patterns = [variant.text for variant in content.variants]
        return {"text": content.right if right else unlike(patterns)}

    def _text(self, answer: Answer) -> str:
        match answer:
            case {"text": str(text), **others} if text.strip() and is_line(text) and not others:
                return text
            case _:
                raise InvalidAnswer("Not an answer to this type of question.")


def read_tolerance(reader: Reader) -> Tolerance:
    return Tolerance(reader.boolean("ignore_case"), reader.boolean("ignore_accents"))


def read_variants(reader: Reader) -> tuple[Variant, ...]:
    variants = tuple(
        Variant(one.text("key"), one.text("text"), one.percent("share"), one.text("feedback"))
        for one in reader.members("variants")
    )
    reader.note_repeated_keys(numbered((variant.key for variant in variants), "variants.%d.key"))
    texts = numbered((variant.text for variant in variants), "variants.%d.text")
    reader.note_repeated_texts(texts)
    note_patterns(reader, texts)
    return variants


def note_patterns(reader: Reader, patterns: Mapping[str, str]) -> None:
    """Note the patterns that accept anything."""
    for path, pattern in patterns.items():
        if pattern.strip() and not says_something(pattern):
            reader.note(path, "accepts_anything", "This accepts any answer.")
