"""What single choice, multiple choice and true/false share: options, some of them right."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from quizzes.engine.drawing import permutation
from quizzes.engine.errors import BlankAnswer, InvalidAnswer
from quizzes.engine.guessing import mean_of_ticks, unless_blank
from quizzes.engine.pictures import Picture, read_picture
from quizzes.engine.posted import read_positions, refuse_other_fields
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
from quizzes.engine.reader import Reader, numbered

FIELD = "choice"


@dataclass(frozen=True)
class Option:
    """`feedback` is for who chose it; a right option is part of the question's key."""

    key: str
    text: str
    correct: bool
    feedback: str
    picture: Picture | None = None


@dataclass(frozen=True)
class Choice:
    """A stem and its options; `partial` gives credit for a part of the right ones."""

    stem: str
    options: tuple[Option, ...]
    explanation: str
    partial: bool = False

    @cached_property
    def right(self) -> frozenset[str]:
        return frozenset(option.key for option in self.options if option.correct)


class ChoiceType:
    """Answers are `{"chosen": [key, ...]}`, in the order of the content."""

    marking: Marking = "rule"
    several = False

    def order(self, content: Choice, seed: int, shuffle: bool) -> tuple[int, ...]:
        size = len(content.options)
        return permutation(size, seed) if shuffle else tuple(range(size))

    def shown(self, content: Choice, order: Sequence[int]) -> Shown:
        options = [content.options[index] for index in order]
        return {
            "options": tuple(
                ShownOption(place, option.text, option.picture)
                for place, option in enumerate(options)
            )
        }

    def read(self, content: Choice, order: Sequence[int], form: Form) -> Answer:
        refuse_other_fields(form, {FIELD})
        positions = read_positions(form.get(FIELD, ()), len(order))
        if not positions:
            raise BlankAnswer("Nothing was chosen.")
        self._refuse_several(positions)
        indexes = sorted(order[position] for position in positions)
        return {"chosen": [content.options[index].key for index in indexes]}

    def form(self, content: Choice, order: Sequence[int], answer: Answer) -> Form:
        chosen = self._chosen(content, answer)
        places = enumerate(order)
        return {FIELD: [str(p) for p, index in places if content.options[index].key in chosen]}

    def score(self, content: Choice, answer: Answer) -> Fraction | None:
        """1 for all the right options and no other, else 0; or, with partial credit:

        max(0, right chosen - wrong chosen) / right options.
        """
        chosen, right = self._chosen(content, answer), content.right
        if not content.partial:
            return Fraction(chosen == right)
        return Fraction(max(0, len(chosen & right) - len(chosen - right)), len(right))

    def explain(self, content: Choice, answer: Answer | None) -> Explanation:
        chosen = frozenset() if answer is None else self._chosen(content, answer)
        options = tuple(
            ExplainedOption(
                option.key,
                option.text,
                option.key in chosen,
                option.correct,
                option.feedback,
                option.picture,
            )
            for option in content.options
        )
        return Explanation(options=options)

    def summarise(self, content: Choice, answers: Iterable[Answer]) -> dict[str, int]:
        counts = {option.key: 0 for option in content.options}
        for answer in answers:
            for key in self._chosen(content, answer):
                counts[key] += 1
        return counts

    def counted(self, content: Choice) -> tuple[Counted, ...]:
        return tuple(
            Counted(option.key, "", option.text, option.correct) for option in content.options
        )

    def guess_score(self, content: Choice) -> Fraction:
        """One option at random; or each ticked or not, one at least."""
        right, size = len(content.right), len(content.options)
        if not self.several:
            return Fraction(right, size)
        all_or_nothing = Fraction(1, 2**size)
        mean = mean_of_ticks(right, size - right) if content.partial else all_or_nothing
        return unless_blank(mean, size)

    def example(self, content: Choice, right: bool) -> Answer:
        keys = [option.key for option in content.options]
        if right:
            return {"chosen": [key for key in keys if key in content.right]}
        return {"chosen": [key for key in keys if key not in content.right][:1] or keys[:1]}

    def _chosen(self, content: Choice, answer: Answer) -> frozenset[str]:
        """Keys of a stored answer; any order will do, as a new version may have moved options."""
        match answer:
            case {"chosen": [_, *_] as keys, **others} if not others:
                chosen = [option.key for option in content.options if option.key in keys]
            case _:
                raise InvalidAnswer("Not an answer to this type of question.")
        if len(chosen) != len(keys):
            raise InvalidAnswer("Unknown or repeated option.")
        self._refuse_several(chosen)
        return frozenset(chosen)

    def _refuse_several(self, chosen: Sequence[object]) -> None:
        if len(chosen) > 1 and not self.several:
            raise InvalidAnswer("Several options where one is asked for.")


def read_options(reader: Reader) -> tuple[Option, ...]:
    """The `options` of a question: two or more, apart by key and by text, one right at least."""
    options = tuple(read_option(option) for option in reader.members("options"))
    note_faults(reader, options)
    if not any(option.correct for option in options):
        reader.note("options", "no_right_option", "No option is right.")
    return options


def note_faults(reader: Reader, options: Sequence[Option]) -> None:
    """Note what is wrong in options, whichever are right."""
    if len(options) < 2:
        reader.note("options", "too_few_options", "At least two options are needed.")
    reader.note_repeated_keys(numbered((option.key for option in options), "options.%d.key"))
    reader.note_repeated_texts(numbered((option.text for option in options), "options.%d.text"))
    note_missing_pictures(reader, options)


def note_missing_pictures(reader: Reader, options: Sequence[Option]) -> None:
    """Note the options without a picture where others have one: they would stand out."""
    if any(option.picture for option in options):
        for index, option in enumerate(options):
            if option.picture is None:
                note = "All options have a picture, or none has."
                reader.note(f"options.{index}.picture", "picture_missing", note)


def read_option(reader: Reader) -> Option:
    return Option(
        key=reader.text("key"),
        text=reader.text("text"),
        correct=reader.boolean("correct"),
        feedback=reader.text("feedback"),
        picture=read_picture(reader),
    )
