"""What is shown before the answer, and must not hold it: hints, and what is said of pictures."""

import re
from collections.abc import Iterator

from courses.curriculum.checks.bank import questions_with_places
from courses.curriculum.faults import Fault, gettext_noop
from courses.curriculum.schema.folder import Curriculum
from courses.curriculum.schema.questions import Question
from courses.curriculum.schema.questions.choice import MultipleChoice, SingleChoice
from courses.curriculum.schema.questions.written import GapFill, Numerical, ShortText
from quizzes.engine.reader import fold


def nothing_given_away(curriculum: Curriculum) -> Iterator[Fault]:
    message = gettext_noop("this holds a right answer: “%(answer)s”")
    for name, path, question in questions_with_places(curriculum):
        for place, text in _shown_before(question):
            for answer in _right_answers(question):
                if _holds(text, answer):
                    yield Fault(name, f"{path}.{place}", message, {"answer": answer})


def _shown_before(question: Question) -> Iterator[tuple[str, str]]:
    yield "hint", question.hint
    if question.picture:
        yield "picture.alt", question.picture.alt


def _right_answers(question: Question) -> list[str]:
    match question:
        case SingleChoice() | MultipleChoice():
            return [option.text for option in question.options if option.correct]
        case ShortText():
            return [one.text for one in question.variants if one.share == 100]
        case Numerical():
            return [question.value]
        case GapFill():
            return [text for gap in question.gaps for text in gap.accepted]
        case _:
            return []


def _holds(text: str, answer: str) -> bool:
    """Return whether a text holds an answer as whole words; `*` stands for anything in one."""
    words = re.escape(fold(answer)).replace(r"\*", ".*")
    return bool(re.search(rf"(?<!\w){words}(?!\w)", fold(text)))
