"""The stored attempts at a quiz as the statistics read them."""

from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q

from quizzes.engine.protocol import Answer
from quizzes.engine.statistics import Mark
from quizzes.engine.types import UNCOUNTED
from quizzes.models import Attempt, QuestionVersion, Quiz, Response

MOST_ATTEMPTS = 10_000  # the latest ones; more would change no figure


@dataclass(frozen=True)
class Sat:
    """One attempt: its marks and its answers, None for a question left blank.

    `declared` holds the answers to questions without a right one, by the version that asked.
    """

    marks: tuple[Mark, ...]
    answers: tuple[Answer | None, ...]
    declared: dict[int, Answer | None]

    def rest(self, place: int) -> float:
        """Return the share earned of what could be, one question set aside."""
        others = [mark for at, mark in enumerate(self.marks) if at != place]
        worth = sum(mark.worth for mark in others)
        return sum(mark.earned for mark in others) / worth if worth else 0.0


def quizzes_to_report():
    """Return the quizzes taken or published anew since their statistics were computed."""
    since = F("report__computed_at")
    taken = Attempt.objects.filter(quiz=OuterRef("pk"), submitted_at__isnull=False)
    taken_since = taken.filter(submitted_at__gte=OuterRef("report__computed_at"))
    return Quiz.objects.filter(current_edition__isnull=False).filter(
        Q(report=None) & Exists(taken)
        | Exists(taken_since)
        | Q(current_edition__created_at__gte=since)
    )


def first_attempts(quiz: Quiz):
    """Return the attempts that count: the first of each learner, at the quiz as it draws today.

    Later attempts follow explanations that were read: they say less of the questions.
    """
    drawing = [draw["draw"] for draw in quiz.current_edition.draws]
    editions = [
        edition.pk
        for edition in quiz.editions.all()
        if [draw["draw"] for draw in edition.draws] == drawing
    ]
    earlier = Attempt.objects.filter(
        quiz=quiz, learner=OuterRef("learner"), started_at__lt=OuterRef("started_at")
    )
    graded = quiz.attempts.filter(state=Attempt.State.GRADED, edition__in=editions)
    return graded.filter(~Exists(earlier)).order_by("-submitted_at", "pk")[:MOST_ATTEMPTS]


def gather(quiz: Quiz) -> list[Sat]:
    """Return the attempts that count, with the last mark of each question."""
    attempts = list(first_attempts(quiz).select_related("edition"))
    last: dict[tuple, Response] = {}
    for response in Response.objects.filter(attempt__in=attempts).order_by("step"):
        last[response.attempt_id, response.position] = response
    declared = set(QuestionVersion.objects.filter(type__in=UNCOUNTED).values_list("pk", flat=True))
    return [_sat(attempt, last, declared) for attempt in attempts]


def _sat(attempt: Attempt, last: dict[tuple, Response], declared: set[int]) -> Sat:
    """Return the marks and answers of an attempt, what was declared apart: it earns none."""
    responses = [last.get((attempt.pk, position)) for position in range(attempt.length)]
    drawn_from = attempt.drawn_from or [0] * attempt.length
    drawn = list(zip(attempt.drawn, drawn_from, responses, strict=True))
    asked = [row for row in drawn if row[0] not in declared]
    points = [draw.get("points", 1) for draw in attempt.edition.draws]
    marks = (
        Mark(
            item=response.marked_with_id if response else version,
            draw=draw,
            earned=float(response.points) * points[draw] if response else 0.0,
            worth=points[draw],
        )
        for version, draw, response in asked
    )
    answers = (_answer(response) for _version, _draw, response in asked)
    told = {version: _answer(response) for version, _draw, response in drawn if version in declared}
    return Sat(tuple(marks), tuple(answers), told)


def _answer(response: Response | None) -> Answer | None:
    return response.answer if response else None
