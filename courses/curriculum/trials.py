"""A module tried by who writes it, drafts included: read, and never written."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from courses.learning import rules
from courses.learning.results import objective_bars, tally_of
from courses.learning.teaching import Teaching
from courses.models import ModulePage
from quizzes.engine.errors import InvalidContent
from quizzes.engine.grading import grade
from quizzes.engine.item import Item
from quizzes.models import Question, Quiz, QuizDraw

UNMARKED = "-"  # an answer that no rule marks


class InvalidPoints(ValueError):
    """Points that no trial of this quiz can have brought."""


@dataclass(frozen=True)
class Asked:
    """A question of a trial, as its draft says it."""

    draft: Question
    draw: QuizDraw

    @cached_property
    def item(self) -> Item | None:
        """Return the question to ask, or None for one that cannot be asked yet."""
        try:
            return Item.parse(self.draft.content[0].block_type, self.draft.frozen_content())
        except (InvalidContent, IndexError):
            return None

    @property
    def order(self) -> tuple[int, ...]:
        return self.item.order(self.draft.pk, shuffle=True)


@dataclass(frozen=True)
class Trial:
    """The draft of a module's quiz with what it asks: always the same, so that an author finds a
    question again."""

    module: ModulePage
    quiz: Quiz
    questions: list[Asked]
    unfinished: list[Question]

    def points_of(self, text: str) -> list[Fraction | None]:
        """Return the shares earned so far, None where nothing is marked. Raises InvalidPoints."""
        try:
            found = [
                None if said == UNMARKED else Fraction(said) for said in text.split(",") if said
            ]
        except (ValueError, ZeroDivisionError):
            raise InvalidPoints(text) from None
        if len(found) > len(self.questions) or any(
            p is not None and not 0 <= p <= 1 for p in found
        ):
            raise InvalidPoints(text)
        return found

    def result(self, earned: Sequence[Fraction | None], taught: Teaching) -> dict:
        """Return what the page of the result shows to whoever has earned these shares."""
        marked = [
            (asked, share)
            for asked, share in zip(self.questions, earned, strict=False)
            if share is not None
        ]
        out_of = sum(asked.draw.points for asked, _share in marked)
        scores = [share * asked.draw.points for asked, share in marked]
        reached = grade(scores, out_of, self.quiz.pass_mark)
        score = Decimal(reached.score.numerator) / reached.score.denominator
        bars = objective_bars(
            [(asked.draft.objective_id, share) for asked, share in marked], taught, self.module
        )
        bands = self.quiz.bands.order_by("from_percent").values("from_percent", "text")
        return tally_of([share for _asked, share in marked]) | {
            "module": self.module,
            "percent": int(reached.percent),
            "passed": reached.passed,
            "attempt_passed": reached.passed,
            "missing": rules.points_short(score, out_of, self.quiz.pass_mark or 0),
            "points": score if out_of != len(marked) else None,
            "out_of": out_of,
            "words": rules.band_for(reached.percent, bands),
            "objectives": bars,
            "review_label": next((bar["label"] for bar in bars if bar["to_review"]), ""),
        }


def trial_of(module: ModulePage) -> Trial | None:
    """Return the trial of a module as its drafts say, or None where it has no quiz."""
    quiz = module.get_latest_revision_as_object().quiz
    if quiz is None:
        return None
    quiz = quiz.get_latest_revision_as_object()
    found: dict[int, Asked] = {}
    for draw in quiz.draws.all():
        for question in _candidates(draw, found):
            found[question.pk] = Asked(question.get_latest_revision_as_object(), draw)
    asked = list(found.values())
    return Trial(
        module=module,
        quiz=quiz,
        questions=[one for one in asked if one.item],
        unfinished=[one.draft for one in asked if one.item is None],
    )


def _candidates(draw: QuizDraw, found: dict[int, Asked]) -> list[Question]:
    """Return the first questions that a draw may take; a fixed one, were it a draft."""
    if draw.question_id:
        return [draw.question] if draw.question_id not in found else []
    questions = draw.candidates().exclude(pk__in=found).select_related("latest_revision")
    return list(questions[: draw.count])
