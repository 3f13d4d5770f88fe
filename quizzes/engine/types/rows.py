"""What ordering, matching and sorting into groups share: rows, each with an option to find."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from quizzes.engine.drawing import permutation
from quizzes.engine.errors import BlankAnswer, InvalidAnswer
from quizzes.engine.posted import read_one_position, refuse_other_fields
from quizzes.engine.protocol import (
    Answer,
    Counted,
    ExplainedRow,
    Explanation,
    Form,
    Marking,
    Shown,
    ShownOption,
    ShownRow,
    Verdict,
)
from quizzes.engine.reader import alphabetical


@dataclass(frozen=True)
class RowOption:
    key: str
    text: str


@dataclass(frozen=True)
class Row:
    """A thing to place; `right` is the key of its option."""

    key: str
    text: str
    right: str
    feedback: str


@dataclass(frozen=True)
class Rows:
    """Options stand in an order that every form shows, so that it cannot follow the key."""

    stem: str
    rows: tuple[Row, ...]
    options: tuple[RowOption, ...]
    explanation: str

    @cached_property
    def words(self) -> dict[str, str]:
        return {option.key: option.text for option in self.options}


class RowsType:
    """Answers are `{"rows": {row: option}}`, by key; rows left blank are not in it."""

    marking: Marking = "rule"

    def order(self, content: Rows, seed: int, shuffle: bool) -> tuple[int, ...]:
        """Rows from an alphabetical order, since the order of the content may be the key."""
        indexes = alphabetical([row.text for row in content.rows])
        if not shuffle:
            return indexes
        return tuple(indexes[place] for place in permutation(len(indexes), seed))

    def shown(self, content: Rows, order: Sequence[int]) -> Shown:
        options = tuple(ShownOption(at, option.text) for at, option in enumerate(content.options))
        rows = (
            ShownRow(field(place), content.rows[index].text, options)
            for place, index in enumerate(order)
        )
        return {"rows": tuple(rows)}

    def read(self, content: Rows, order: Sequence[int], form: Form) -> Answer:
        refuse_other_fields(form, [field(place) for place in range(len(order))])
        chosen = {}
        for place, index in enumerate(order):
            position = read_one_position(form.get(field(place), ()), len(content.options))
            if position is not None:
                chosen[content.rows[index].key] = content.options[position].key
        if not chosen:
            raise BlankAnswer("No row has an option.")
        return {"rows": {row.key: chosen[row.key] for row in content.rows if row.key in chosen}}

    def form(self, content: Rows, order: Sequence[int], answer: Answer) -> Form:
        chosen = self._chosen(content, answer)
        options = [option.key for option in content.options]
        return {
            field(place): [str(options.index(chosen[key]))]
            for place, key in enumerate(content.rows[index].key for index in order)
            if key in chosen
        }

    def score(self, content: Rows, answer: Answer) -> Fraction:
        """Rows right / rows, as Moodle marks matching."""
        chosen = self._chosen(content, answer)
        right = sum(chosen.get(row.key) == row.right for row in content.rows)
        return Fraction(right, len(content.rows))

    def explain(self, content: Rows, answer: Answer | None) -> Explanation:
        chosen = {} if answer is None else self._chosen(content, answer)
        rows = (
            ExplainedRow(
                key=row.key,
                text=row.text,
                chosen=chosen.get(row.key, ""),
                answered=content.words.get(chosen.get(row.key, ""), ""),
                right=content.words[row.right],
                verdict=verdict_on(row, chosen) if answer else "unknown",
                feedback=row.feedback,
            )
            for row in content.rows
        )
        return Explanation(rows=tuple(rows))

    def summarise(self, content: Rows, answers: Iterable[Answer]) -> dict[str, int]:
        counts = {
            f"{row.key}={option.key}": 0 for row in content.rows for option in content.options
        }
        for answer in answers:
            for row, option in self._chosen(content, answer).items():
                counts[f"{row}={option}"] += 1
        return counts

    def counted(self, content: Rows) -> tuple[Counted, ...]:
        return tuple(
            Counted(f"{row.key}={option.key}", row.text, option.text, option.key == row.right)
            for row in content.rows
            for option in content.options
        )

    def guess_score(self, content: Rows) -> Fraction:
        """1 / options: each row by chance, or of a random order each item followed by its next."""
        return Fraction(1, len(content.options))

    def example(self, content: Rows, right: bool) -> Answer:
        keys = [option.key for option in content.options]
        step = 0 if right else 1
        return {
            "rows": {
                row.key: keys[(keys.index(row.right) + step) % len(keys)] for row in content.rows
            }
        }

    def _chosen(self, content: Rows, answer: Answer) -> dict[str, str]:
        match answer:
            case {"rows": {**stored}, **others} if stored and not others:
                chosen = {
                    row.key: option.key
                    for row in content.rows
                    for option in content.options
                    if stored.get(row.key) == option.key
                }
            case _:
                raise InvalidAnswer("Not an answer to this type of question.")
        if len(chosen) != len(stored):
            raise InvalidAnswer("Unknown row or option.")
        return chosen


def field(place: int) -> str:
    return f"row-{place}"


def verdict_on(row: Row, chosen: Mapping[str, str]) -> Verdict:
    return "right" if chosen.get(row.key) == row.right else "wrong"
