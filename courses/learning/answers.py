"""The questions of an attempt with its answers, as pages show them."""

from collections.abc import Iterator, Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from quizzes import presentation
from quizzes.engine.item import Item
from quizzes.engine.revealing import Revealed
from quizzes.engine.types import UNCOUNTED
from quizzes.models import Attempt, QuestionVersion, Response

EMPTIED = _("erased, as every answer is after twelve months")


def to_review(attempt: Attempt) -> list[dict]:
    """Return each question with the answer it has, in words, and where to change it."""
    return [
        presentation.asked_in(item)
        | {
            "number": number,
            "url": reverse("question", args=[attempt.pk, number]),
            "own_answer": _words(item, response),
        }
        for number, item, response in _questions(attempt, attempt.given())
    ]


def answers_of(attempt: Attempt, told: Revealed) -> list[dict]:
    """Return each question as it was asked, with its answer, explained where it may be."""
    return [
        _answered(item, response, told)
        | {
            "number": number,
            "report_url": response and reverse("flag", args=[attempt.pk, number]),
        }
        for number, item, response in _questions(attempt, attempt.answers())
    ]


def explained_mistakes(attempt: Attempt) -> list[dict]:
    """Return the questions that were not answered right, explained."""
    return [
        _answered(item, response, "key") | {"number": number}
        for number, item, response in _questions(attempt, attempt.answers())
        if item.type.key not in UNCOUNTED and (response is None or response.points != 1)
    ]


def _answered(item: Item, response: Response | None, told: Revealed) -> dict:
    right = response is not None and response.points == 1
    if told == "key" and (response is None or not response.answer):
        shown = presentation.feedback_to(item, None)
        return shown | {"verdict": "", "own_answer": [EMPTIED] if response else []}
    if told == "key" or (told == "right" and right and response.answer):
        return presentation.explained(response)
    shown = presentation.asked_in(item) | {"own_answer": _words(item, response)}
    marking = getattr(response, "marking", None)
    return shown | {"marked": marking and presentation.marked(item.content, marking)}


def _words(item: Item, response: Response | None) -> list[str]:
    if response is None:
        return []
    return presentation.own_answer(item, response.answer) if response.answer else [EMPTIED]


def _questions(
    attempt: Attempt, answers: Mapping[int, Response]
) -> Iterator[tuple[int, Item, Response | None]]:
    """Yield the number of each question, the question as it was asked, and its answer if any."""
    for position, version in enumerate(attempt.drawn):
        yield position + 1, QuestionVersion.kept(version).item, answers.get(position)
